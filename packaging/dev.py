#!/usr/bin/env python3
"""The two commands of a checkout, with nothing but Python:

    python3 packaging/dev.py run [ARGS...]     open nndesk (with ARGS: run "nndesk ARGS...")
    python3 packaging/dev.py test [ARGS...]    run the tests (with ARGS: "pytest ARGS...")

The first time they make .venv in the checkout and install the project into it; again only when pyproject.toml
or packaging/constraints.txt has changed. On Debian and Ubuntu they see to the shared libraries that Qt needs.

This file must be readable for old Pythons too (3.6 and later), so that these get a sentence and not a syntax
error.
"""

import ctypes
import hashlib
import os
import shutil
import socket
import subprocess
import sys

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")
STAMP = os.path.join(VENV, "nndesk-installed")
INPUTS = ("pyproject.toml", os.path.join("packaging", "constraints.txt"))
TOUR_FOLDER = "nndesk-tour"

# What Qt loads from the system: the name of the library, and Debian's and Ubuntu's name of its package.
LIBRARIES = (
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
)
# Only for a real window under X11.
WINDOW_LIBRARIES = (
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
)


class SetupError(Exception):
    """Ends the command with one sentence and exit code 2."""


def main(arguments):
    """Run one of the two commands; returns the exit code."""
    try:
        if sys.version_info[:2] < NEEDED:
            mine = f"{sys.version_info[0]}.{sys.version_info[1]} ({sys.executable})"
            raise SetupError("nndesk needs Python {}.{} or newer; this is {}.".format(*NEEDED, mine))
        if not arguments or arguments[0] not in ("run", "test"):
            wanted = bool(arguments) and arguments[0] in ("-h", "--help")
            print(__doc__.split("\n\n")[1], file=sys.stdout if wanted else sys.stderr)
            return 0 if wanted else 2
        return run(arguments[1:]) if arguments[0] == "run" else test(arguments[1:])
    except SetupError as error:
        print(f"nndesk: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("", file=sys.stderr)
        return 130


def run(arguments):
    """``nndesk ARGS``; without ARGS the XOR example in the window, or headless where there is no display."""
    prepare("", windowed=LINUX and bool(os.environ.get("DISPLAY")))
    program = in_venv("nndesk")
    if arguments:
        return replace_by([program, *arguments])
    reason = no_display()
    if reason is None:
        return replace_by([program, "xor"])
    say(f"{reason}, so this is a tour without a window: its figures go to {TOUR_FOLDER}/.")
    return replace_by([program, "tour", "--to", TOUR_FOLDER + "/"])


def test(arguments):
    """The test suite."""
    prepare("test", windowed=False)
    return replace_by([in_venv("python"), "-m", "pytest", *arguments], cwd=ROOT)


# --- the environment ------------------------------------------------------------------------------------


def prepare(extra, windowed):
    """Make sure that the system's libraries, .venv and what is installed in it are as they should be."""
    packages = missing_packages(windowed) if LINUX else []
    ready = installed(extra)
    make = not ready and not works(in_venv("python"))
    if make and not can_make_venv():
        packages.append(venv_package())
    if packages:
        install_packages(packages)
    if make:
        make_venv()
    if not ready:
        install(extra)


def in_venv(program):
    """The path of a program of the environment."""
    return os.path.join(VENV, "Scripts", program + ".exe") if WINDOWS else os.path.join(VENV, "bin", program)


def fingerprint():
    """What the installation depends on: the two files, where the checkout is, what .venv was made with."""
    digest = hashlib.sha256(ROOT.encode("utf-8", "surrogateescape"))
    for name in (*INPUTS, os.path.join(".venv", "pyvenv.cfg")):
        try:
            with open(os.path.join(ROOT, name), "rb") as file:
                digest.update(file.read())
        except OSError:
            digest.update(b"none")
    return digest.hexdigest()


def stamped():
    """What was installed last: the fingerprint then, and the extras. Empty if that did not end well."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            lines = file.read().split("\n")
    except OSError:
        return "", []
    return lines[0], lines[1].split() if len(lines) > 1 else []


def installed(extra):
    """Whether .venv is whole and up to date, with ``extra`` or with more."""
    then, extras = stamped()
    whole = all(os.path.exists(in_venv(program)) for program in ("python", "nndesk"))
    return whole and then == fingerprint() and (not extra or extra in extras)


def can_make_venv():
    """Whether this Python has what ``python -m venv`` needs; Debian packs it apart."""
    import importlib.util

    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


def venv_package():
    """Debian's package with the missing part of this Python."""
    own = "python{}.{}".format(*sys.version_info[:2])
    default = os.path.basename(os.path.realpath("/usr/bin/python3"))
    return "python3-venv" if default == own else own + "-venv"


def make_venv():
    """Make .venv; what is there already does not work, or only in part."""
    if os.path.lexists(VENV):
        say("The environment in .venv is not complete; making it again.")
        if os.path.islink(VENV) or not os.path.isdir(VENV):
            os.remove(VENV)
        else:
            shutil.rmtree(VENV)
    else:
        say("Making an environment in .venv ...")
    if subprocess.call([sys.executable, "-m", "venv", VENV]) != 0 or not works(in_venv("python")):
        raise SetupError(f"{sys.executable} could not make an environment in {VENV}.")


def works(python):
    """Whether the Python of an environment starts, is new enough and has pip."""
    check = f"import sys, pip; sys.exit(sys.version_info[:2] < {NEEDED!r})"
    try:
        started = subprocess.run([python, "-c", check], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return started.returncode == 0


def install(extra):
    """Install the checkout, editable, with what it depends on."""
    then, extras = stamped()
    if not then:
        say("Installing nndesk and what it needs into .venv (this once; it takes a minute or two) ...")
    elif then == fingerprint():
        say("Installing what the tests need as well ...")
    else:
        say("pyproject.toml or the constraints have changed; installing again ...")
    extras = sorted({*extras, extra} - {""})
    if os.path.exists(STAMP):
        os.remove(STAMP)
    command = [in_venv("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    constraints = os.path.join(ROOT, INPUTS[1])
    if os.path.exists(constraints):
        command += ["--constraint", constraints]
    command += ["--editable", ROOT + ("[{}]".format(",".join(extras)) if extras else "")]
    environment = dict(os.environ, PIP_ROOT_USER_ACTION="ignore")
    if subprocess.call(command, env=environment, cwd=ROOT) != 0:
        raise SetupError("pip could not install nndesk; what it said stands above.")
    with open(STAMP, "w", encoding="utf-8") as file:
        file.write("{}\n{}\n".format(fingerprint(), " ".join(extras)))


# --- the system -----------------------------------------------------------------------------------------


def missing_packages(windowed):
    """Packages of the libraries that cannot be loaded."""
    wanted = LIBRARIES + (WINDOW_LIBRARIES if windowed else ())
    return [package for library, package in wanted if not loads(library)]


def loads(library):
    """Whether a shared library of this name can be loaded."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(packages):
    """Install Debian packages: as root at once, on a terminal after asking; else say how, and stop."""
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise SetupError(f"this system lacks some libraries, by their names in Debian: {names}.")
    line = f"apt-get install -y --no-install-recommends {names}"
    if os.geteuid() == 0:
        say(f"Installing what is missing on this system: {names}")
        apt_get(packages, [])
        return
    if shutil.which("sudo") is None:
        raise SetupError(f"this system lacks some packages; have them installed by root:\n\n    {line}\n")
    by_sudo = "sudo " + line
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise SetupError(f"this system lacks some packages; install them and try again:\n\n    {by_sudo}\n")
    say(f"This system lacks some packages. They can be installed with\n\n    {by_sudo}\n")
    sys.stderr.write("Run that line now? [Y/n] ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    # Enter alone is a yes; the end of the input is no answer.
    if not answer or answer.strip().lower() not in ("", "y", "yes"):
        raise SetupError("nothing was installed; run the line above and try again.")
    apt_get(packages, ["sudo"])


def apt_get(packages, prefix):
    """Install packages; the lists of what there is are fetched if the first try fails."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    command = [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    quiet = {"env": environment, "stdout": subprocess.DEVNULL}
    if subprocess.call(command, stderr=subprocess.DEVNULL, **quiet) == 0:
        return
    update = [*prefix, "apt-get", "update", "-qq"]
    if subprocess.call(update, **quiet) == 0 and subprocess.call(command, **quiet) == 0:
        return
    raise SetupError("apt-get could not install {}.".format(" ".join(packages)))


def no_display():
    """Why no window can be opened here, or None if one can."""
    if not LINUX:
        return None
    x11, wayland = os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY")
    if not x11 and not wayland:
        return "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    if (wayland and reaches_wayland(wayland)) or (x11 and reaches_x11(x11)):
        return None
    return f"The display {x11 or wayland} cannot be reached"


def reaches_wayland(name):
    """Whether somebody listens at the socket of a Wayland display."""
    return answers(socket.AF_UNIX, os.path.join(os.environ.get("XDG_RUNTIME_DIR", "/run"), name))


def reaches_x11(display):
    """Whether somebody listens at an X11 display such as ``:0`` or ``host:10.0``."""
    host, _, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"
        return answers(socket.AF_UNIX, path) or answers(socket.AF_UNIX, "\0" + path)
    return answers(socket.AF_INET, (host, 6000 + int(number)))


def answers(family, address):
    """Whether a connection to a socket's address is accepted within a second."""
    try:
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(1.0)
            connection.connect(address)
    except (OSError, OverflowError):
        return False
    return True


# --- handing over ---------------------------------------------------------------------------------------


def say(text):
    """Tell the person what is being done; standard output belongs to what is run."""
    print(text, file=sys.stderr)
    sys.stderr.flush()


def replace_by(command, cwd=None):
    """Become ``command``: its exit code, its signals and its terminal are its own."""
    if cwd is not None and os.path.realpath(cwd) != os.path.realpath(os.getcwd()):
        os.chdir(cwd)
    sys.stdout.flush()
    sys.stderr.flush()
    if not WINDOWS:
        os.execv(command[0], command)
    child = subprocess.Popen(command)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            # The child has had it too, and decides.
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
