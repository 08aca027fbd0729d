"""The look before Qt is imported: one sentence instead of an abort."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nndesk.gui import display

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux can be without a display"
)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_no_display_at_all(environment: pytest.MonkeyPatch) -> None:
    assert display.display_problem() == (
        "There is no display to show a window on: neither DISPLAY nor WAYLAND_DISPLAY is set."
    )


def test_an_x_server_that_does_not_answer(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("DISPLAY", ":987")
    environment.setattr(display, "_X11_LIBRARIES", {})
    problem = display.display_problem()
    assert problem is not None
    assert "DISPLAY=:987 does not answer" in problem


def test_a_wayland_socket_that_nobody_listens_at(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.setenv("WAYLAND_DISPLAY", "wayland-9")
    environment.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    problem = display.display_problem()
    assert problem is not None
    assert "WAYLAND_DISPLAY=wayland-9" in problem


def test_a_missing_library_is_named_with_its_package(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("QT_QPA_PLATFORM", "offscreen")
    environment.setattr(display, "_LIBRARIES", {"libnothing.so.7": "libnothing7"})
    assert display.display_problem() == (
        "Qt needs the shared library libnothing.so.7 (on Debian and Ubuntu: apt install libnothing7)."
    )


def test_a_library_that_only_x11_needs(environment: pytest.MonkeyPatch) -> None:
    environment.setattr(display, "_X11_LIBRARIES", {"liba.so.1": "liba1", "libb.so.1": "libb1"})
    environment.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display.display_problem() is None
    environment.setenv("QT_QPA_PLATFORM", "xcb")
    environment.setenv("DISPLAY", ":0")
    problem = display.display_problem()
    assert problem is not None
    assert "libraries liba.so.1, libb.so.1 " in problem
    assert "apt install liba1 libb1" in problem


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "offscreen:size=10x10"])
def test_an_off_screen_platform_needs_no_display(environment: pytest.MonkeyPatch, platform: str) -> None:
    environment.setenv("QT_QPA_PLATFORM", platform)
    assert display.display_problem() is None


def test_other_systems_have_a_display(environment: pytest.MonkeyPatch) -> None:
    environment.setattr(sys, "platform", "darwin")
    assert display.display_problem() is None


def test_looking_imports_no_qt() -> None:
    script = (
        "import sys; from nndesk.gui.display import display_problem; display_problem();"
        "sys.exit(any(name.partition('.')[0] == 'PySide6' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_command_says_it_in_one_line_and_exits_with_2() -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "-m", "nndesk"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("nndesk: There is no display")
    assert done.stderr.count("\n") == 1
