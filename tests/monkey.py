"""A monkey at the canvas: gestures drawn at random from a seed, each a plain line that can be done again.

A log is what :func:`run` returns; :func:`replay` does it once more, on an equal document, to the same end.
When the monkey finds something, cut its log down by hand and make a test of what is left.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hand import LEFT, RIGHT, Hand
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

Gesture = list[Any]
"""A verb and its arguments: numbers, texts and lists that JSON keeps. Places are pixels of the viewport."""

MOST_NODES = 30
_MODIFIERS = {
    "": Qt.KeyboardModifier.NoModifier,
    "shift": Qt.KeyboardModifier.ShiftModifier,
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
    "ctrl+shift": Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    "alt+shift": Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier,
}
_KEYS = (
    ("Return", ""), ("Escape", ""), ("Tab", ""), ("Backtab", "shift"), ("Delete", ""), ("F2", ""),
    ("Menu", ""), ("Up", ""), ("Down", ""), ("Left", "alt"), ("Right", "alt+shift"), ("A", "ctrl"),
    ("A", ""), ("I", ""),
    ("N", ""), ("E", ""), ("F", ""), ("V", ""), ("H", ""), ("O", ""), ("L", ""), ("D", "ctrl"), ("C", "ctrl"),
    ("X", "ctrl"), ("V", "ctrl"), ("0", "ctrl"), ("Plus", "ctrl"), ("Minus", "ctrl"), ("Space", ""),
    ("T", ""),
)  # fmt: skip
_TEXTS = (
    "-3/2", "0,5", "1e-3", "sqrt(2)", "½", "h_1", "x1", r"\hat y", "", "1/0", "9" * 400, "{", "a<-b", "−√2/2",
)  # fmt: skip
_CLIPS = (
    "rubbish", '{"format": "nndesk", "version": 2}', "[]", "0,5\t3\n1", "\x00\x01", "<svg/>", "9" * 100_000,
)  # fmt: skip
_KINDS = {
    "click": 8, "double": 8, "drag": 30, "key": 18, "type": 8, "wheel": 6, "right": 3, "undo": 6, "redo": 4,
    "clip": 1, "fit": 3, "abort": 2, "move": 3,
}  # fmt: skip
"""What is done how often."""
_PAINT_EVERY = 25
"""Gestures between two looks at the canvas."""


def run(hand: Hand, count: int, seed: int, log: Path | None = None) -> list[Gesture]:
    """Do ``count`` gestures; written to ``log`` as they are done, so that a crash leaves what led to it."""
    rng = random.Random(seed)
    done: list[Gesture] = []
    with open(log, "w", encoding="utf-8") if log is not None else _Nowhere() as file:
        for number in range(count):
            gesture = _drawn(hand, rng)
            done.append(gesture)
            file.write(json.dumps(gesture) + "\n")
            file.flush()
            perform(hand, gesture)
            _look(number)
    return done


def replay(hand: Hand, gestures: Iterable[Gesture]) -> None:
    """Do the gestures of a log again."""
    for number, gesture in enumerate(gestures):
        perform(hand, gesture)
        _look(number)


def read(log: Path) -> list[Gesture]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def _look(number: int) -> None:
    if number % _PAINT_EVERY == 0:
        QApplication.processEvents()


class _Nowhere:
    def __enter__(self) -> _Nowhere:
        return self

    def __exit__(self, *_: object) -> None: ...

    def write(self, text: str) -> None: ...

    def flush(self) -> None: ...


# --- drawing gestures -------------------------------------------------------------------------------------


def _drawn(hand: Hand, rng: random.Random) -> Gesture:
    if len(hand.document.network.names) > MOST_NODES:
        return ["clear"]
    kind = rng.choices(list(_KINDS), list(_KINDS.values()))[0]
    match kind:
        case "click" | "double" | "right" | "move":
            return [kind, *_place(hand, rng), rng.choice(("", "", "", "shift", "ctrl", "alt"))]
        case "drag" | "abort":
            keys = rng.choice(("", "", "", "", "shift", "ctrl", "alt"))
            button = "right" if rng.random() < 0.08 else "left"
            return [kind, *_place(hand, rng), *_place(hand, rng), keys, button]
        case "key":
            return ["key", *rng.choice(_KEYS)]
        case "type":
            return ["type", rng.choice(_TEXTS)]
        case "wheel":
            return [
                "wheel",
                *_place(hand, rng),
                rng.choice((-240, -120, 120, 240)),
                rng.choice(("", "alt", "ctrl")),
            ]
        case "clip":
            return ["clip", rng.choice(_CLIPS)]
        case _:
            return [kind]


def _place(hand: Hand, rng: random.Random) -> tuple[int, int]:
    """A pixel: mostly on a node, its rim or one of its labels, or on a weight; sometimes anywhere."""
    document, size = hand.document, hand.view.viewport().size()
    names = document.network.names
    if names and rng.random() < 0.75:
        name = rng.choice(names)
        x, y = document.positions[name]
        radius = hand.view.diagram.radius(name)
        dx, dy = rng.choice(
            ((0.0, 0.0), (radius, 0.0), (0.0, -radius), (0.0, radius + 18), (0.0, -radius - 14))
        )
        pixel = hand.pixel((x + dx, y + dy))
        if document.network.edges and rng.random() < 0.3:
            edge = rng.choice(document.network.edges)
            (x0, y0), (x1, y1) = (document.positions[end] for end in edge.key)
            pixel = hand.pixel(((x0 + x1) / 2, (y0 + y1) / 2))
        return pixel.x(), pixel.y()
    return rng.randrange(size.width()), rng.randrange(size.height())


# --- doing them -------------------------------------------------------------------------------------------


def perform(hand: Hand, gesture: Gesture) -> None:
    """Do one gesture. An open menu is answered first: with its second entry, or not at all."""
    verb, *rest = gesture
    popup = QApplication.activePopupWidget()
    if popup is not None and verb != "key":
        popup.close()
    match verb:
        case "clear":
            hand.view.setFocus()
            hand.key(Qt.Key.Key_Escape)
            hand.view.session.select(hand.document.network.names)
            hand.key(Qt.Key.Key_Delete)
        case "undo":
            hand.view.session.undo_stack.undo()
        case "redo":
            hand.view.session.undo_stack.redo()
        case "fit":
            hand.view.fit()
        case "clip":
            QApplication.clipboard().setText(rest[0])
        case "type":
            hand.type(rest[0])
        case "key":
            hand.key(Qt.Key[f"Key_{rest[0]}"], _MODIFIERS[rest[1]])
        case "wheel":
            hand.wheel(_canvas(hand, rest), rest[2], _MODIFIERS[rest[3]])
        case "move":
            hand.move(_canvas(hand, rest), keys=_MODIFIERS[rest[2]])
        case "click":
            hand.click(_canvas(hand, rest), keys=_MODIFIERS[rest[2]])
        case "right":
            hand.click(_canvas(hand, rest), RIGHT)
        case "double":
            hand.double_click(_canvas(hand, rest))
        case "drag" | "abort":
            button = RIGHT if rest[5] == "right" else LEFT
            start, end = _canvas(hand, rest), _canvas(hand, rest[2:])
            hand.drag(start, end, button, _MODIFIERS[rest[4]], hold=verb == "abort")
            if verb == "abort":
                hand.key(Qt.Key.Key_Escape)
                hand.release(end, button)
        case _:
            raise ValueError(f"no gesture is called {verb!r}")


def _canvas(hand: Hand, pixel: list[int]) -> tuple[float, float]:
    # The hand finds the same pixel again.
    return hand.view.camera.to_scene(QPoint(pixel[0], pixel[1]).toPointF()).toTuple()
