"""Whether a window can be shown at all. Asked before Qt is imported: Qt would abort the process."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""What any window needs: shared library → Debian package."""

_X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""What a window on an X server needs besides."""

_OFF_SCREEN = ("offscreen", "minimal", "vnc")


def display_problem() -> str | None:
    """Why no window can be shown here, in one sentence; None if one can. Imports no Qt."""
    if not sys.platform.startswith("linux"):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    missing = _missing(_LIBRARIES)
    if missing:
        return _missing_sentence(missing)
    if platform in _OFF_SCREEN:
        return None
    wayland = platform != "xcb" and _wayland_socket()
    if wayland:
        return None
    display = os.environ.get("DISPLAY", "")
    if not display:
        named = os.environ.get("WAYLAND_DISPLAY")
        if named and platform != "xcb":
            return f"There is no display to show a window on: nothing listens at WAYLAND_DISPLAY={named}."
        return "There is no display to show a window on: neither DISPLAY nor WAYLAND_DISPLAY is set."
    missing = _missing(_X11_LIBRARIES)
    if missing:
        return _missing_sentence(missing)
    if not _x_server_answers():
        return f"There is no display to show a window on: the X server at DISPLAY={display} does not answer."
    return None


def _missing(libraries: dict[str, str]) -> list[tuple[str, str]]:
    return [(library, package) for library, package in libraries.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _missing_sentence(missing: list[tuple[str, str]]) -> str:
    libraries = ", ".join(library for library, _ in missing)
    packages = " ".join(package for _, package in missing)
    noun = "library" if len(missing) == 1 else "libraries"
    return f"Qt needs the shared {noun} {libraries} (on Debian and Ubuntu: apt install {packages})."


def _wayland_socket() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    # An absolute name stands for itself; joining keeps it.
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")) / name
    return path.is_socket()


def _x_server_answers() -> bool:
    """Whether the X server of ``DISPLAY`` lets us in, asked through the library that Qt itself uses."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        # Without it Qt's X11 plug-in cannot load either, but its own libraries were found: leave it to Qt.
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.POINTER(ctypes.c_int))
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    # xcb never returns null: a failed connection is an object in an error state.
    connection = xcb.xcb_connect(None, None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed
