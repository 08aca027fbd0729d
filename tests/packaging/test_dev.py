"""The two commands of a checkout, without installing anything: the steps are watched, not taken."""

from __future__ import annotations

import ast
import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "packaging" / "dev.py"
POSIX = pytest.mark.skipif(os.name == "nt", reason="what it does on Debian")


@pytest.fixture
def dev(tmp_path: Path) -> ModuleType:
    """The script as a module, working on an empty checkout."""
    spec = importlib.util.spec_from_file_location("dev", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ROOT = str(tmp_path)
    module.VENV = str(tmp_path / ".venv")
    module.STAMP = str(tmp_path / ".venv" / "nndesk-installed")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / "constraints.txt").write_text("numpy==2.0\n")
    return module


class Machine:
    """Stands in for everything that the script starts, and writes it down."""

    def __init__(self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        self.dev = dev
        self.started: list[list[str]] = []
        self.became: list[str] = []
        self.fails = ""
        monkeypatch.setattr(dev.subprocess, "call", self.call)
        monkeypatch.setattr(dev, "replace_by", self.become)
        monkeypatch.setattr(dev, "WINDOWS", False)
        monkeypatch.setattr(dev, "works", lambda python: os.path.exists(python))
        monkeypatch.setattr(dev, "can_make_venv", lambda: True)
        monkeypatch.setattr(dev, "loads", lambda library: True)

    def call(self, command: list[str], **_: object) -> int:
        self.started.append(command)
        line = " ".join(command)
        if self.fails and self.fails in line:
            return 1
        programs = Path(self.dev.VENV) / "bin"
        if "-m venv" in line:
            programs.mkdir(parents=True)
            (programs / "python").touch()
            (programs.parent / "pyvenv.cfg").write_text("version = 3.11\n")
        if "pip install" in line:
            (programs / "nndesk").touch()
        return 0

    def become(self, command: list[str], cwd: str | None = None) -> int:
        self.became = [os.path.basename(command[0]), *command[1:]]
        return 0

    @property
    def lines(self) -> list[str]:
        return [" ".join(command) for command in self.started]


@pytest.fixture
def machine(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return Machine(dev, monkeypatch)


def test_old_pythons_can_read_the_script():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_script_uses_nothing_but_the_standard_library():
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert not any(isinstance(node, ast.ImportFrom) for node in ast.walk(tree))
    assert {name.partition(".")[0] for name in names} <= set(sys.stdlib_module_names)


def test_an_old_python_gets_one_sentence(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev, "NEEDED", (99, 0))
    assert dev.main(["run"]) == 2
    said = capsys.readouterr().err
    assert "needs Python 99.0 or newer; this is 3." in said
    assert len(said.strip().splitlines()) == 1


def test_without_a_command_it_says_which_there_are():
    answer = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "dev.py run" in answer.stderr
    assert "dev.py test" in answer.stderr


def test_the_first_time_it_makes_and_fills_an_environment(machine):
    assert machine.dev.main(["test", "-q", "tests/data"]) == 0
    assert len(machine.started) == 2
    assert "-m venv" in machine.lines[0]
    assert "--constraint" in machine.lines[1]
    assert machine.lines[1].endswith("[test]")
    assert machine.became == ["python", "-m", "pytest", "-q", "tests/data"]


def test_the_second_time_it_starts_nothing_else(machine):
    machine.dev.main(["test"])
    machine.started.clear()
    machine.dev.main(["test"])
    machine.dev.main(["run", "examples"])
    assert machine.started == []
    assert machine.became == ["nndesk", "examples"]


def test_run_alone_installs_no_tests_and_test_adds_them(machine, capsys):
    machine.dev.main(["run", "examples"])
    assert not machine.lines[-1].endswith("]")
    machine.dev.main(["test"])
    assert machine.lines[-1].endswith("[test]")
    assert "what the tests need" in capsys.readouterr().err
    assert len(machine.started) == 3


@pytest.mark.parametrize("name", ["pyproject.toml", "packaging/constraints.txt"])
def test_a_changed_file_installs_again_with_all_that_was_there(machine, name):
    machine.dev.main(["test"])
    Path(machine.dev.ROOT, name).write_text("changed")
    machine.dev.main(["run", "examples"])
    assert len(machine.started) == 3
    assert machine.lines[-1].endswith("[test]")


def test_a_half_made_environment_is_made_again(machine, capsys):
    Path(machine.dev.VENV, "lib").mkdir(parents=True)
    assert machine.dev.main(["test"]) == 0
    assert "-m venv" in machine.lines[0]
    assert not Path(machine.dev.VENV, "lib").exists()
    assert "not complete" in capsys.readouterr().err


def test_an_installation_that_failed_is_tried_again(machine, capsys):
    machine.fails = "pip install"
    assert machine.dev.main(["test"]) == 2
    assert "pip could not install" in capsys.readouterr().err
    assert machine.became == []
    machine.fails = ""
    assert machine.dev.main(["test"]) == 0
    assert "pip install" in machine.lines[-1]


# --- the system --------------------------------------------------------------------------------------------


@POSIX
def test_root_gets_what_is_missing_in_one_go(machine, monkeypatch, capsys):
    dev = machine.dev
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(dev, "can_make_venv", lambda: False)
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    dev.main(["test"])
    first = machine.lines[0]
    assert first.startswith("apt-get install -y")
    assert "libegl1" in first
    assert "venv" in first
    assert "libegl1" in capsys.readouterr().err


@POSIX
def test_a_failed_installation_fetches_the_lists_first(machine, monkeypatch):
    dev = machine.dev
    machine.fails = "apt-get install"
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "loads", lambda library: False)
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    assert dev.main(["test"]) == 2
    assert [line.split()[1] for line in machine.lines] == ["install", "update", "install"]


@POSIX
def test_a_user_without_a_terminal_gets_the_exact_line(machine, monkeypatch, capsys):
    dev = machine.dev
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "loads", lambda library: library not in ("libGL.so.1", "libxcb-cursor.so.0"))
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev.sys, "stdin", open(os.devnull))  # noqa: SIM115 - closed with the test's process
    assert dev.main(["test"]) == 2
    assert "\n    sudo apt-get install -y --no-install-recommends libgl1\n" in capsys.readouterr().err
    assert machine.started == []
    monkeypatch.setenv("DISPLAY", ":0")
    assert dev.main(["run"]) == 2
    assert "libgl1 libxcb-cursor0" in capsys.readouterr().err
    dev.sys.stdin.close()


@POSIX
@pytest.mark.parametrize(("answer", "code"), [("\n", 0), ("y\n", 0), ("n\n", 2), ("", 2)])
def test_a_user_on_a_terminal_is_asked(machine, monkeypatch, capsys, answer, code):
    dev = machine.dev

    class Terminal:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return answer

    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "loads", lambda library: library != "libGL.so.1")
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev.sys, "stdin", Terminal())
    monkeypatch.setattr(dev.sys.stderr, "isatty", lambda: True, raising=False)
    assert dev.main(["test"]) == code
    assert "sudo apt-get install" in capsys.readouterr().err
    asked = [line for line in machine.lines if line.startswith("sudo apt-get")]
    assert len(asked) == (0 if code else 1)


# --- the display -------------------------------------------------------------------------------------------


def test_run_without_arguments_opens_xor_where_there_is_a_display(machine, monkeypatch):
    monkeypatch.setattr(machine.dev, "no_display", lambda: None)
    machine.dev.main(["run"])
    assert machine.became == ["nndesk", "xor"]


@POSIX
def test_run_without_arguments_or_display_says_why_and_takes_the_tour(machine, monkeypatch, capsys):
    monkeypatch.setattr(machine.dev, "LINUX", True)
    machine.dev.main(["run"])
    assert machine.became == ["nndesk", "tour", "--to", "nndesk-tour/"]
    assert "no display" in capsys.readouterr().err


@POSIX
def test_a_display_that_nobody_serves_is_no_display(machine, monkeypatch):
    dev = machine.dev
    monkeypatch.setattr(dev, "LINUX", True)
    for display in (":9731", "nonsense", "localhost:x"):
        monkeypatch.setenv("DISPLAY", display)
        assert "cannot be reached" in dev.no_display()


@POSIX
def test_a_display_that_answers_is_one(dev, monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind("wayland-7")
        server.listen()
        assert dev.no_display() is None
    assert dev.no_display() is not None


def test_windows_and_macos_need_no_look_at_the_display(dev, monkeypatch):
    monkeypatch.setattr(dev, "LINUX", False)
    assert dev.no_display() is None


def test_the_exit_code_is_that_of_what_was_run():
    hand_over = f"import sys; sys.path.insert(0, {str(SCRIPT.parent)!r}); import dev; "
    hand_over += "sys.exit(dev.replace_by([sys.executable, '-c', 'raise SystemExit(7)']))"
    assert subprocess.run([sys.executable, "-B", "-c", hand_over], check=False).returncode == 7
