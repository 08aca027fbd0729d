"""Every gesture of the mouse, and every key that only one part of the window knows, in one place.

It stands beside the table of actions: what is in a menu is there, everything else here. The overlay of
shortcuts and the tables of the guide show both. A new gesture is one more row::

    Gesture("draw", QCoreApplication.translate("nndesk", "What it does"),
            mouse=QCoreApplication.translate("nndesk", "How the mouse does it"), keys=("Alt+Up",))

A test holds the keys of the network's groups to those that the diagram listens to.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class Group:
    """Gestures that belong together: their ``title``; ``place`` is what has the keyboard."""

    title: str
    place: str


@dataclass(frozen=True, slots=True)
class Gesture:
    """One thing that can be done.

    Attributes:
        group: which of :func:`groups` it belongs to.
        what: what it does, as a command: "Move what is selected".
        mouse: how the mouse does it; empty if only keys do.
        keys: what keys do the same while the group's place has the keyboard, in Qt's portable notation. A
            menu's keys are in the table of actions, not here.
        more: what other keys, held with these, change; it follows them.
    """

    group: str
    what: str
    mouse: str = ""
    keys: tuple[str, ...] = ()
    more: str = ""


def groups() -> dict[str, Group]:
    """The groups in the order in which they are shown."""
    network = QCoreApplication.translate("nndesk", "Network")
    return {
        "draw": Group(QCoreApplication.translate("nndesk", "Draw"), network),
        "select": Group(QCoreApplication.translate("nndesk", "Select"), network),
        "numbers": Group(QCoreApplication.translate("nndesk", "Numbers and names"), network),
        "see": Group(QCoreApplication.translate("nndesk", "See"), network),
        "plane": Group(
            QCoreApplication.translate("nndesk", "Input plane"),
            QCoreApplication.translate("nndesk", "Input plane"),
        ),
        "samples": Group(
            QCoreApplication.translate("nndesk", "Samples"),
            QCoreApplication.translate("nndesk", "Input plane"),
        ),
        "lines": Group(
            QCoreApplication.translate("nndesk", "Lines"), QCoreApplication.translate("nndesk", "Input plane")
        ),
        "spaces": Group(
            QCoreApplication.translate("nndesk", "Spaces"), QCoreApplication.translate("nndesk", "Spaces")
        ),
        "walk": Group(
            QCoreApplication.translate("nndesk", "Bar of steps"),
            QCoreApplication.translate("nndesk", "Bar of steps"),
        ),
        "field": Group(
            QCoreApplication.translate("nndesk", "Field with a number"),
            QCoreApplication.translate("nndesk", "Field with a number"),
        ),
        "window": Group(
            QCoreApplication.translate("nndesk", "Anywhere"), QCoreApplication.translate("nndesk", "Anywhere")
        ),
    }


NETWORK_GROUPS = ("draw", "select", "numbers", "see")
"""The groups whose keys the diagram listens to."""


def gesture_table() -> tuple[Gesture, ...]:
    """The gestures, group by group."""
    return (*_network(), *_elsewhere(), *_spaces())


def _network() -> tuple[Gesture, ...]:
    return (
        Gesture(
            "draw",
            QCoreApplication.translate("nndesk", "Add a node"),
            mouse=QCoreApplication.translate("nndesk", "Double-click the empty canvas"),
        ),
        Gesture(
            "draw",
            QCoreApplication.translate("nndesk", "Connect two nodes"),
            mouse=QCoreApplication.translate("nndesk", "Drag from the rim of one to the other"),
        ),
        Gesture(
            "draw",
            QCoreApplication.translate("nndesk", "Add a neuron with an edge to it"),
            mouse=QCoreApplication.translate("nndesk", "Drag from a rim to the empty canvas"),
        ),
        Gesture(
            "draw",
            QCoreApplication.translate("nndesk", "Connect several nodes at once"),
            mouse=QCoreApplication.translate("nndesk", "Select them and drag from the rim of one"),
        ),
        Gesture(
            "draw",
            QCoreApplication.translate("nndesk", "Connect by two clicks"),
            mouse=QCoreApplication.translate("nndesk", "Edge tool: click one node, then the other"),
        ),
        Gesture(
            "draw",
            QCoreApplication.translate("nndesk", "Make a layer longer or shorter"),
            mouse=QCoreApplication.translate("nndesk", "Click + or − under its column"),
        ),
        Gesture(
            "draw",
            QCoreApplication.translate("nndesk", "Move what is selected"),
            mouse=QCoreApplication.translate("nndesk", "Drag a node"),
            keys=("Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down"),
            more=QCoreApplication.translate("nndesk", "with Shift ten times; in Draw without Alt"),
        ),
        Gesture(
            "draw",
            QCoreApplication.translate("nndesk", "Duplicate what is selected"),
            mouse=QCoreApplication.translate("nndesk", "Alt and drag a node"),
        ),
        Gesture(
            "draw",
            QCoreApplication.translate("nndesk", "Choose the activation of the selected neurons"),
            keys=("A",),
        ),
        Gesture(
            "draw",
            QCoreApplication.translate("nndesk", "Open the menu of what is there, or selected"),
            mouse=QCoreApplication.translate("nndesk", "Right-click a node, an edge or the canvas"),
            keys=("Menu", "Shift+F10"),
        ),
        Gesture(
            "select",
            QCoreApplication.translate("nndesk", "Select one thing"),
            mouse=QCoreApplication.translate("nndesk", "Click a node, an edge or a weight"),
        ),
        Gesture(
            "select",
            QCoreApplication.translate("nndesk", "Add to the selection, or take away"),
            mouse=QCoreApplication.translate("nndesk", "Shift or Ctrl and a click"),
        ),
        Gesture(
            "select",
            QCoreApplication.translate("nndesk", "Select what lies inside"),
            mouse=QCoreApplication.translate("nndesk", "Drag over the empty canvas"),
        ),
        Gesture(
            "select",
            QCoreApplication.translate("nndesk", "Take what lies inside out of the selection"),
            mouse=QCoreApplication.translate("nndesk", "Alt and drag over the empty canvas"),
        ),
        Gesture(
            "select",
            QCoreApplication.translate("nndesk", "Select the next or the previous node"),
            keys=("Tab", "Shift+Tab"),
        ),
        Gesture(
            "select",
            QCoreApplication.translate("nndesk", "Break off the gesture; else select nothing"),
            mouse=QCoreApplication.translate("nndesk", "Press another button; click the empty canvas"),
            keys=("Esc",),
        ),
        Gesture(
            "numbers",
            QCoreApplication.translate("nndesk", "Type over a weight, a bias, a target or a name"),
            mouse=QCoreApplication.translate("nndesk", "Double-click it"),
        ),
        Gesture(
            "numbers",
            QCoreApplication.translate("nndesk", "Edit the number of a node or an edge"),
            mouse=QCoreApplication.translate("nndesk", "Double-click the node or the edge"),
            keys=("Return",),
        ),
        Gesture(
            "numbers",
            QCoreApplication.translate("nndesk", "Scrub a number"),
            mouse=QCoreApplication.translate("nndesk", "Alt and drag it or its edge; Alt and the wheel"),
        ),
        Gesture(
            "numbers",
            QCoreApplication.translate("nndesk", "Change the number of what is selected"),
            mouse=QCoreApplication.translate("nndesk", "Turn the wheel over it"),
        ),
        Gesture(
            "see",
            QCoreApplication.translate("nndesk", "Zoom"),
            mouse=QCoreApplication.translate("nndesk", "Turn the wheel"),
        ),
        Gesture(
            "see",
            QCoreApplication.translate("nndesk", "Move the canvas"),
            mouse=QCoreApplication.translate("nndesk", "Drag with the middle or the right button"),
        ),
        Gesture(
            "see",
            QCoreApplication.translate("nndesk", "Read what something is"),
            mouse=QCoreApplication.translate("nndesk", "Rest over it"),
        ),
    )


def _elsewhere() -> tuple[Gesture, ...]:
    return (
        Gesture(
            "plane",
            QCoreApplication.translate("nndesk", "Move the example; it catches on samples"),
            mouse=QCoreApplication.translate("nndesk", "Drag the ring"),
            keys=("Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down"),
            more=QCoreApplication.translate("nndesk", "with Shift a little"),
        ),
        Gesture(
            "plane",
            QCoreApplication.translate("nndesk", "Make a sample the example, and select it"),
            mouse=QCoreApplication.translate("nndesk", "Click it"),
            keys=("PgUp", "PgDown"),
        ),
        Gesture(
            "plane",
            QCoreApplication.translate("nndesk", "Light a region and put the example there"),
            mouse=QCoreApplication.translate("nndesk", "Click it, while regions are shown"),
        ),
        Gesture(
            "plane",
            QCoreApplication.translate("nndesk", "Light no region"),
            keys=("Esc",),
        ),
        Gesture(
            "plane",
            QCoreApplication.translate("nndesk", "Put the example anywhere"),
            mouse=QCoreApplication.translate("nndesk", "Shift and a click on the empty plane"),
        ),
        *_samples(),
        Gesture(
            "plane",
            QCoreApplication.translate("nndesk", "Zoom"),
            mouse=QCoreApplication.translate("nndesk", "Turn the wheel"),
        ),
        Gesture(
            "plane",
            QCoreApplication.translate("nndesk", "Move the plane"),
            mouse=QCoreApplication.translate("nndesk", "Drag it"),
        ),
        Gesture(
            "plane",
            QCoreApplication.translate("nndesk", "Show all of it again"),
            mouse=QCoreApplication.translate("nndesk", "Double-click"),
        ),
        Gesture(
            "plane",
            QCoreApplication.translate("nndesk", "Choose the shading, the range, what is shown"),
            mouse=QCoreApplication.translate("nndesk", "Right-click"),
            keys=("Menu", "Shift+F10"),
        ),
        *_lines(),
        Gesture(
            "walk",
            QCoreApplication.translate("nndesk", "Go to any step"),
            mouse=QCoreApplication.translate("nndesk", "Click or drag the bar, or turn the wheel over it"),
            keys=("PgUp", "PgDown"),
        ),
        Gesture(
            "walk",
            QCoreApplication.translate("nndesk", "Go to a phase, choose the speed"),
            mouse=QCoreApplication.translate("nndesk", "Right-click"),
            keys=("Menu", "Shift+F10"),
        ),
        Gesture(
            "field",
            QCoreApplication.translate("nndesk", "Take what was typed"),
            mouse=QCoreApplication.translate("nndesk", "Click elsewhere"),
            keys=("Return",),
        ),
        Gesture("field", QCoreApplication.translate("nndesk", "Bring the old value back"), keys=("Esc",)),
        Gesture(
            "field",
            QCoreApplication.translate("nndesk", "Change it by 0.1"),
            mouse=QCoreApplication.translate("nndesk", "Click it and turn the wheel"),
            keys=("Up", "Down"),
            more=QCoreApplication.translate("nndesk", "with Shift by 1, with Ctrl by 0.01"),
        ),
        Gesture(
            "field",
            QCoreApplication.translate("nndesk", "Copy it, negate it, set it to 0"),
            mouse=QCoreApplication.translate("nndesk", "Right-click"),
            keys=("Menu", "Shift+F10"),
        ),
        Gesture(
            "window",
            QCoreApplication.translate("nndesk", "Open a file"),
            mouse=QCoreApplication.translate("nndesk", "Drop it on the window"),
        ),
        Gesture(
            "window",
            QCoreApplication.translate("nndesk", "Import samples"),
            mouse=QCoreApplication.translate("nndesk", "Drop a table (.csv, .tsv, .txt) on the window"),
        ),
        Gesture(
            "window",
            QCoreApplication.translate("nndesk", "Hide or show panels"),
            mouse=QCoreApplication.translate("nndesk", "Right-click the top of a panel"),
        ),
        Gesture(
            "window",
            QCoreApplication.translate("nndesk", "Make panels larger or smaller"),
            mouse=QCoreApplication.translate("nndesk", "Drag the gap between them"),
        ),
        Gesture(
            "window",
            QCoreApplication.translate("nndesk", "Go on to the next part, or back"),
            keys=("Tab", "Shift+Tab"),
        ),
    )


def _samples() -> tuple[Gesture, ...]:
    return (
        Gesture(
            "samples",
            QCoreApplication.translate("nndesk", "Add a sample; by keys where the example is"),
            mouse=QCoreApplication.translate("nndesk", "Point tool: click the empty plane"),
            keys=("Ins", "Return"),
        ),
        Gesture(
            "samples",
            QCoreApplication.translate("nndesk", "Move a sample, or all that are selected"),
            mouse=QCoreApplication.translate("nndesk", "Drag it, with Ctrl to the grid"),
            keys=("Left", "Right", "Up", "Down"),
            more=QCoreApplication.translate("nndesk", "with Shift a little"),
        ),
        Gesture(
            "samples",
            QCoreApplication.translate("nndesk", "Remove the selected samples"),
            keys=("Del", "Backspace"),
        ),
        Gesture(
            "samples",
            QCoreApplication.translate("nndesk", "Choose the class of new and of selected samples"),
            mouse=QCoreApplication.translate("nndesk", "Click its mark beside the tools"),
            keys=("0", "1"),
            more=QCoreApplication.translate("nndesk", "up to 9"),
        ),
        Gesture(
            "samples",
            QCoreApplication.translate("nndesk", "Select a sample more, or no longer"),
            mouse=QCoreApplication.translate("nndesk", "Shift or Ctrl and a click on it"),
        ),
        Gesture(
            "samples",
            QCoreApplication.translate("nndesk", "Select samples; with Shift more, with Alt fewer"),
            mouse=QCoreApplication.translate("nndesk", "Lasso tool: draw around them; Ctrl and drag a box"),
        ),
        Gesture(
            "samples",
            QCoreApplication.translate("nndesk", "Select all samples"),
            keys=("Ctrl+A",),
        ),
        Gesture(
            "samples",
            QCoreApplication.translate(
                "nndesk", "Break off the gesture; else back to the pointer; select none"
            ),
            mouse=QCoreApplication.translate("nndesk", "Click the empty plane"),
            keys=("Esc",),
        ),
        Gesture(
            "samples",
            QCoreApplication.translate("nndesk", "Paint samples; with Alt rub them out"),
            mouse=QCoreApplication.translate("nndesk", "Brush tool: drag"),
        ),
        Gesture(
            "samples",
            QCoreApplication.translate("nndesk", "Change the width of the brush"),
            mouse=QCoreApplication.translate("nndesk", "Brush tool: turn the wheel"),
            keys=("[", "]"),
            more=QCoreApplication.translate("nndesk", "with Shift how densely it paints"),
        ),
        Gesture(
            "samples",
            QCoreApplication.translate("nndesk", "Open the menu of a sample, or of what is selected"),
            mouse=QCoreApplication.translate("nndesk", "Right-click a sample"),
        ),
    )


def _lines() -> tuple[Gesture, ...]:
    """What is done with the lines of the first layer's neurons in the plane."""
    return (
        Gesture(
            "lines",
            QCoreApplication.translate("nndesk", "Move a neuron’s line; only its bias changes"),
            mouse=QCoreApplication.translate("nndesk", "Drag the line, with Ctrl to halves and thirds"),
            keys=("Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down"),
        ),
        Gesture(
            "lines",
            QCoreApplication.translate("nndesk", "Turn a line about its other handle"),
            mouse=QCoreApplication.translate("nndesk", "Drag one of its handles, with Ctrl to nice ratios"),
            keys=("Alt+Shift+Left", "Alt+Shift+Right"),
        ),
        Gesture(
            "lines",
            QCoreApplication.translate("nndesk", "Change a neuron’s gain, the width of its soft band"),
            mouse=QCoreApplication.translate("nndesk", "Shift and drag a handle away or nearer"),
            keys=("Alt+Shift+Up", "Alt+Shift+Down"),
        ),
        Gesture(
            "lines",
            QCoreApplication.translate("nndesk", "Exchange the sides of a line"),
            mouse=QCoreApplication.translate("nndesk", "Double-click the line"),
            keys=("Alt+Return",),
        ),
        Gesture(
            "lines",
            QCoreApplication.translate("nndesk", "Select the neuron of a line; the next, the previous line"),
            mouse=QCoreApplication.translate("nndesk", "Click the line"),
            keys=("Alt+PgDown", "Alt+PgUp"),
        ),
        Gesture(
            "lines",
            QCoreApplication.translate("nndesk", "Draw a line, and so a new neuron; + is on its left"),
            mouse=QCoreApplication.translate("nndesk", "Line tool: drag from place to place"),
        ),
    )


def _spaces() -> tuple[Gesture, ...]:
    return (
        Gesture(
            "spaces",
            QCoreApplication.translate("nndesk", "Turn the cube or the surface"),
            mouse=QCoreApplication.translate("nndesk", "Drag it"),
            keys=("Left", "Right", "Up", "Down"),
            more=QCoreApplication.translate("nndesk", "with Shift a little"),
        ),
        Gesture(
            "spaces",
            QCoreApplication.translate("nndesk", "Show it larger or smaller"),
            mouse=QCoreApplication.translate("nndesk", "Turn the wheel"),
            keys=("+", "-"),
        ),
        Gesture(
            "spaces",
            QCoreApplication.translate("nndesk", "Turn it back"),
            mouse=QCoreApplication.translate("nndesk", "Double-click"),
            keys=("Home",),
        ),
        Gesture(
            "spaces",
            QCoreApplication.translate("nndesk", "Light the region of a vertex or of a row"),
            mouse=QCoreApplication.translate("nndesk", "Click it"),
        ),
        Gesture(
            "spaces",
            QCoreApplication.translate(
                "nndesk", "Move the computation graph where it is larger than the card"
            ),
            mouse=QCoreApplication.translate("nndesk", "Drag the graph"),
            keys=("Left", "Right", "Up", "Down"),
        ),
        Gesture(
            "spaces",
            QCoreApplication.translate("nndesk", "Select the node or the edge of a vertex of that graph"),
            mouse=QCoreApplication.translate("nndesk", "Click a tile"),
        ),
        Gesture(
            "spaces",
            QCoreApplication.translate("nndesk", "Light the next vertex of the cube, or the one before"),
            keys=("PgDown", "PgUp"),
            more=QCoreApplication.translate("nndesk", "Esc lights none"),
        ),
        Gesture(
            "spaces",
            QCoreApplication.translate("nndesk", "Sort the table of regions"),
            mouse=QCoreApplication.translate("nndesk", "Click a title"),
        ),
        Gesture(
            "spaces",
            QCoreApplication.translate("nndesk", "Choose what cuts the cube; copy or export the picture"),
            mouse=QCoreApplication.translate("nndesk", "Right-click"),
            keys=("Menu", "Shift+F10"),
        ),
    )
