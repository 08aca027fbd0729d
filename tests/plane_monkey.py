"""A monkey at the plane: gestures with mouse, wheel and keys, drawn at random from a seed.

A log can be done again, as that of the diagram's monkey (:mod:`monkey`).
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from nndesk.gui.plane.plane_panel import PlanePanel
from nndesk.gui.plane.plane_tools import TOOLS
from nndesk.gui.session import Session

Gesture = list[Any]
"""A verb and its arguments. Places are parts of the plot's width and height."""

MOST_SAMPLES, MOST_NODES = 300, 14
LEFT, MIDDLE, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton
_KEYS = {
    "": Qt.KeyboardModifier.NoModifier,
    "shift": Qt.KeyboardModifier.ShiftModifier,
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
}
_PRESSED = (
    ("Escape", ""), ("Delete", ""), ("Backspace", ""), ("A", "ctrl"), ("Insert", ""), ("Return", ""),
    ("Left", ""), ("Right", "shift"), ("Up", ""), ("Down", ""), ("Up", "ctrl"), ("Right", "ctrl"),
    ("Left", "alt"), ("Up", "alt"), ("Return", "alt"), ("PageDown", "alt"), ("PageDown", ""), ("PageUp", ""),
    ("0", ""), ("1", ""), ("2", ""), ("9", ""), ("BracketLeft", ""), ("BracketRight", "shift"),
)  # fmt: skip
_KINDS = {
    "click": 14, "double": 5, "drag": 30, "abort": 5, "key": 20, "wheel": 6, "tool": 14, "menu": 4, "undo": 8,
    "redo": 5, "undo during": 2, "move": 5, "fit": 2,
}  # fmt: skip
"""What is done how often."""
_PAINT_EVERY = 25


def run(panel: PlanePanel, session: Session, count: int, seed: int, log: Path) -> list[Gesture]:
    """Do ``count`` gestures; written to ``log`` as they are done, so that a crash leaves what led to it."""
    rng = random.Random(seed)
    done: list[Gesture] = []
    with open(log, "w", encoding="utf-8") as file:
        for number in range(count):
            gesture = _drawn(panel, session, rng)
            done.append(gesture)
            file.write(json.dumps(gesture) + "\n")
            file.flush()
            perform(panel, session, gesture)
            if number % _PAINT_EVERY == 0:
                QApplication.processEvents()
    return done


def replay(panel: PlanePanel, session: Session, gestures: Iterable[Gesture]) -> None:
    """Do the gestures of a log again."""
    for gesture in gestures:
        perform(panel, session, gesture)


def _drawn(panel: PlanePanel, session: Session, rng: random.Random) -> Gesture:
    if len(session.document.dataset) > MOST_SAMPLES:
        return ["clear"]
    if len(session.document.network.nodes) > MOST_NODES:
        return ["all undone"]
    kind = rng.choices(list(_KINDS), list(_KINDS.values()))[0]
    held = rng.choice(("", "", "", "shift", "ctrl", "alt"))
    match kind:
        case "click" | "double" | "move" | "menu":
            return [kind, _place(panel, rng), held]
        case "drag" | "abort" | "undo during":
            way = [_place(panel, rng) for _ in range(rng.randrange(2, 7))]
            return [kind, way, held, "middle" if rng.random() < 0.08 else "left"]
        case "key":
            return ["key", *rng.choice(_PRESSED)]
        case "wheel":
            return ["wheel", _place(panel, rng), rng.choice((-120, 120)), held]
        case "tool":
            return ["tool", rng.choice(TOOLS)]
        case _:
            return [kind]


def _place(panel: PlanePanel, rng: random.Random) -> list[float]:
    """Where to: often a sample, the ring of the example, or beside; sometimes anywhere, also off the axes."""
    plot = panel.plot
    positions, size = plot.points.positions, plot.viewport().size()
    if len(positions) and rng.random() < 0.6:
        place = plot.to_widget(plot.sample(rng.randrange(len(positions))))
    elif rng.random() < 0.2:
        place = plot.to_widget((plot.probe.pos().x(), plot.probe.pos().y()))
    else:
        return [round(rng.random(), 4), round(rng.random(), 4)]
    place += QPointF(rng.choice((0, 0, 0, 4, 12)), rng.choice((0, 0, 0, -4, 12)))
    return [round(place.x() / size.width(), 5), round(place.y() / size.height(), 5)]


def perform(panel: PlanePanel, session: Session, gesture: Gesture) -> None:
    """Do one gesture. An open menu is answered first: with an entry of it, or not at all."""
    verb, *rest = gesture
    plot = panel.plot
    match verb:
        case "clear":
            plot.choose_tool("pointer")
            QTest.keyClick(plot, Qt.Key.Key_A, _KEYS["ctrl"])
            QTest.keyClick(plot, Qt.Key.Key_Delete)
        case "all undone":
            session.undo_stack.setIndex(0)
        case "undo":
            session.undo_stack.undo()
        case "redo":
            session.undo_stack.redo()
        case "fit":
            panel.fit()
        case "tool":
            plot.choose_tool(rest[0])
        case "key":
            QTest.keyClick(plot, Qt.Key[f"Key_{rest[0]}"], _KEYS[rest[1]])
        case "move":
            _mouse(panel, QEvent.Type.MouseMove, rest[0], NONE, NONE, rest[1])
        case "click":
            _drag(panel, rest[0], [], rest[1])
        case "double":
            _drag(panel, rest[0], [], rest[1])
            _mouse(panel, QEvent.Type.MouseButtonDblClick, rest[0], LEFT, LEFT, rest[1])
            _mouse(panel, QEvent.Type.MouseButtonRelease, rest[0], LEFT, NONE, rest[1])
        case "drag" | "abort" | "undo during":
            (start, *way), held, button = rest
            _drag(panel, start, way, held, MIDDLE if button == "middle" else LEFT, verb)
            if verb == "abort":
                QTest.keyClick(plot, Qt.Key.Key_Escape)
            elif verb == "undo during":
                session.undo_stack.undo()
            if verb != "drag":
                _mouse(panel, QEvent.Type.MouseMove, start, NONE, LEFT, held)
                _mouse(panel, QEvent.Type.MouseButtonRelease, start, LEFT, NONE, held)
        case "wheel":
            at = QPointF(_pixel(panel, rest[0]))
            where, phase = plot.viewport().mapToGlobal(at), Qt.ScrollPhase.NoScrollPhase
            turned = QPoint(0, rest[1])
            event = QWheelEvent(at, where, QPoint(), turned, NONE, _KEYS[rest[2]], phase, False)
            QApplication.sendEvent(plot.viewport(), event)
        case "menu":
            at = _pixel(panel, rest[0])
            reason = QContextMenuEvent.Reason.Mouse
            event = QContextMenuEvent(reason, at, plot.viewport().mapToGlobal(at), _KEYS[rest[1]])
            QApplication.sendEvent(plot.viewport(), event)
            _answer(rest[0])
        case _:
            raise ValueError(f"no gesture is called {verb!r}")


def _answer(place: list[float]) -> None:
    """Choose an entry of the open menu, by where it was opened; every third time none."""
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu):
        number = int(place[0] * 1000)
        entries = [one for one in menu.actions() if one.isEnabled() and not one.menu() and one.text()]
        # What ends so opens a dialog, and a dialog waits for a person.
        entries = [one for one in entries if not one.text().endswith("…")]
        if entries and number % 3:
            entries[number % len(entries)].trigger()
        menu.close()


def _drag(
    panel: PlanePanel,
    start: list[float],
    way: list[list[float]],
    held: str,
    button: Qt.MouseButton = LEFT,
    verb: str = "drag",
) -> None:
    _mouse(panel, QEvent.Type.MouseMove, start, NONE, NONE, held)
    _mouse(panel, QEvent.Type.MouseButtonPress, start, button, button, held)
    for place in way:
        _mouse(panel, QEvent.Type.MouseMove, place, NONE, button, held)
    if verb == "drag":
        _mouse(panel, QEvent.Type.MouseButtonRelease, way[-1] if way else start, button, NONE, held)


def _mouse(
    panel: PlanePanel,
    kind: QEvent.Type,
    place: list[float],
    button: Qt.MouseButton,
    buttons: Qt.MouseButton,
    held: str,
) -> None:
    view, at = panel.plot.viewport(), _pixel(panel, place)
    where = QPointF(view.mapToGlobal(at))
    QApplication.sendEvent(view, QMouseEvent(kind, QPointF(at), where, button, buttons, _KEYS[held]))


def _pixel(panel: PlanePanel, place: list[float]) -> QPoint:
    size = panel.plot.viewport().size()
    return QPoint(round(place[0] * size.width()), round(place[1] * size.height()))
