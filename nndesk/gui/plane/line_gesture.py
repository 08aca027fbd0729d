"""Lines taken by the mouse and by keys: moved, turned about a handle, made steeper, flipped, drawn anew."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, Qt

from nndesk.geometry.lines import Point
from nndesk.geometry.snapping import Grain
from nndesk.gui.plane.gestures import PlaneGesture, PlanePointer, next_gesture
from nndesk.gui.plane.line_items import HANDLE, BandsItem, HandlesItem, LineCare, RubberItem, TagItem
from nndesk.gui.plane.plane_tools import POINTER

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from nndesk.gui.plane.line_editing import LineDrag, LineEditing
    from nndesk.gui.plane.plot import PlanePlot

REACH = 6.0
"""How near to a line, in pixels, the mouse takes it."""
_SLOP = 3.0
"""A press that moves no farther than this is a click."""
_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}
_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_FLIPS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEEPER = 2.0


class LineHands:
    """What the gestures on lines share: the items that show what is going on, and which line is where."""

    def __init__(self, plot: PlanePlot, editing: LineEditing) -> None:
        self.plot, self.editing = plot, editing
        self.care = LineCare(plot)
        self._bands, self._handles = BandsItem(self.care), HandlesItem(self.care)
        self.rubber = RubberItem(self.care)
        self.tag = TagItem(plot.view, self.care)
        plot.put_over(self._bands, below=plot.lines)
        plot.put_over(self._handles, below=plot.probe)
        plot.put_over(self.rubber, below=plot.probe)

    def take_part(self) -> None:
        """Join the plot's gestures, which begin with that on samples.

        Handles lie over the samples and are taken before them, lines under them and after; but before the box
        that Ctrl and a drag of the empty plane draw.
        """
        samples, *rest = self.plot.gestures
        self.plot.gestures[:] = [
            TurnLine(self),
            DrawLine(self),
            samples,
            MoveLine(self),
            *rest,
            LineKeys(self),
        ]

    def refresh(self) -> None:
        """Paint anew what is about the lines."""
        self._bands.update()
        self._handles.update()

    # --- what is where -----------------------------------------------------------------------------------

    def free(self, pointer: PlanePointer) -> bool:
        """Whether the mouse may take lines here."""
        return self.plot.tool == POINTER and pointer.inside and self.plot.lines.isVisible()

    def line_at(self, pointer: PlanePointer) -> str | None:
        """The line within reach of the mouse that is nearest; of two as near the one drawn on top."""
        return self.line_near(pointer.x) if self.free(pointer) else None

    def line_near(self, x: Point) -> str | None:
        """The line within reach of a place, whatever tool is in hand."""
        if not self.plot.lines.isVisible():
            return None
        best, found, seen = REACH * self.plot.look.scale, None, Grain(self.plot.pixel())
        for entry, _ in self.plot.lines.visible():
            away = abs(entry.line.signal(x)) / seen.step(entry.line.w1, entry.line.w2)
            if away <= best:
                best, found = away, entry.name
        return found

    def handle_at(self, pointer: PlanePointer) -> tuple[str, int] | None:
        """The handle under the mouse, of those that are shown."""
        if not self.free(pointer):
            return None
        best, found, seen = (HANDLE + 3.0) * self.plot.look.scale, None, Grain(pointer.pixel)
        for entry, segment in self.care.shown():
            for number, at in enumerate(self.care.handles(entry, segment) or ()):
                away = seen.distance(at[0] - pointer.x[0], at[1] - pointer.x[1])
                if away <= best:
                    best, found = away, (entry.name, number)
        return found

    def hover(self, name: str | None, handle: tuple[str, int] | None) -> None:
        """The mouse is over a line or a handle now; None: over neither."""
        hand = self.care.hand
        if (name, handle) != (hand.hovered, hand.handle):
            hand.hovered, hand.handle = name, handle
            self.refresh()
            self.editing.hover(name or (handle[0] if handle is not None else None))

    def hold(self, name: str | None, grip: tuple[Point, Point] | None = None) -> None:
        """A line is dragged from now on, the two handles are at ``grip``; None: no line is."""
        hand = self.care.hand
        hand.held, hand.grip = name, grip
        if name is None:
            self.tag.hide()
        self.refresh()

    def say(self, name: str, pointer: PlanePointer, hint: str) -> None:
        """Show the numbers of a line beside the mouse."""
        line = self.editing.lines().get(name)
        if line is not None:
            self.tell(self.editing.formula(line, snaps(pointer)), pointer, hint)

    def tell(self, formula: str, pointer: PlanePointer, hint: str) -> None:
        plot = self.plot
        self.tag.say(formula, hint, plot.view.mapFromScene(plot.mapToScene(pointer.position.toPoint())))


def snaps(pointer: PlanePointer) -> bool:
    """Whether numbers are to be nice ones."""
    return pointer.holds(Qt.KeyboardModifier.ControlModifier)


def grain(pointer: PlanePointer) -> Grain:
    return Grain(pointer.pixel, snaps(pointer))


class MoveLine(PlaneGesture):
    """A line is dragged; a click selects its neuron, a double-click flips its sides."""

    def __init__(self, hands: LineHands) -> None:
        super().__init__(hands.plot)
        self._hands = hands
        self._press: tuple[PlanePointer, str] | None = None
        self._drag: LineDrag | None = None

    def cursor(self, pointer: PlanePointer) -> Qt.CursorShape | None:
        name = self._line(pointer)
        return None if name is None else self._across(name)

    def hovered(self, pointer: PlanePointer | None) -> None:
        handle = self._hands.care.hand.handle
        self._hands.hover(self._line(pointer) if pointer is not None else None, handle)

    def pressed(self, pointer: PlanePointer) -> bool:
        name = self._line(pointer)
        self._press = (pointer, name) if name is not None else None
        return name is not None

    def moved(self, pointer: PlanePointer) -> None:
        if self._press is None:
            return
        start, name = self._press
        if self._drag is None:
            if _pixels(pointer.position - start.position) <= _SLOP:
                return
            self._drag = self._hands.editing.drag(name)
            self._hands.hold(name)
        if not self._drag.alive:
            self._end()
            return
        self._drag.move((pointer.x[0] - start.x[0], pointer.x[1] - start.x[1]), grain(pointer))
        hint = QCoreApplication.translate("nndesk", "Ctrl: halves and thirds")
        self._hands.say(name, pointer, "" if snaps(pointer) else hint)

    def released(self, pointer: PlanePointer) -> None:
        if self._press is not None and self._drag is None:
            toggle = self._press[0].holds(Qt.KeyboardModifier.ControlModifier)
            self._hands.editing.select(self._press[1], toggle=toggle)
        self._end()

    def cancelled(self) -> None:
        if self._drag is not None:
            self._drag.restore()
        self._end()

    def double_clicked(self, pointer: PlanePointer) -> bool:
        name = self._line(pointer)
        if name is not None:
            self._hands.editing.flip(name)
        return name is not None

    def _end(self) -> None:
        self._press = self._drag = None
        self._hands.hold(None)

    def _line(self, pointer: PlanePointer) -> str | None:
        # With Shift the example is put where the mouse is, on a line as well.
        if pointer.holds(Qt.KeyboardModifier.ShiftModifier) or self.plot.on_ring(pointer):
            return None
        return self._hands.line_at(pointer)

    def _across(self, name: str) -> Qt.CursorShape:
        """The arrow that is nearest to square with a line."""
        line, (across, up) = self._hands.editing.lines()[name], self.plot.pixel()
        shapes = (
            Qt.CursorShape.SizeHorCursor,
            Qt.CursorShape.SizeBDiagCursor,
            Qt.CursorShape.SizeVerCursor,
            Qt.CursorShape.SizeFDiagCursor,
        )
        return shapes[round(math.atan2(line.w2 * up, line.w1 * across) / (math.pi / 4)) % 4]


class TurnLine(PlaneGesture):
    """A handle of a line is dragged: the line turns about the other one. With Shift its gain changes, too."""

    def __init__(self, hands: LineHands) -> None:
        super().__init__(hands.plot)
        self._hands = hands
        self._drag: LineDrag | None = None
        self._start = QPointF()
        self._pivot: Point = (0.0, 0.0)
        self._handle: Point = (0.0, 0.0)
        self._taken: tuple[str, int] | None = None

    def cursor(self, pointer: PlanePointer) -> Qt.CursorShape | None:
        return Qt.CursorShape.SizeAllCursor if self._hands.handle_at(pointer) is not None else None

    def hovered(self, pointer: PlanePointer | None) -> None:
        handle = self._hands.handle_at(pointer) if pointer is not None else None
        self._hands.hover(self._hands.care.hand.hovered, handle)

    def pressed(self, pointer: PlanePointer) -> bool:
        self._taken = self._hands.handle_at(pointer)
        if self._taken is None:
            return False
        name, number = self._taken
        care = self._hands.care
        places = next(care.handles(*shown) for shown in care.shown() if shown[0].name == name)
        assert places is not None
        self._handle, self._pivot = places[number], places[1 - number]
        self._start = pointer.position
        return True

    def moved(self, pointer: PlanePointer) -> None:
        if self._taken is None:
            return
        name, hands = self._taken[0], self._hands
        away = pointer.position - self._start
        if self._drag is None:
            if _pixels(away) <= _SLOP:
                return
            if hands.editing.turning_refused(name):
                self._taken = None
                return
            self._drag = hands.editing.drag(name)
        if not self._drag.alive:
            self._end()
            return
        grabbed = self.plot.to_widget(self._handle)
        to = self.plot.to_plane(grabbed + away)
        free = pointer.holds(Qt.KeyboardModifier.ShiftModifier)
        self._drag.turn(self._pivot, self._handle, to, grain(pointer), free)
        hands.hold(name, (self._on_line(name, self._pivot), self._on_line(name, to)))
        hands.say(name, pointer, _turning_hint(snaps(pointer), free))

    def released(self, pointer: PlanePointer) -> None:
        if self._taken is not None and self._drag is None:
            self._hands.editing.select(self._taken[0])
        self._end()

    def cancelled(self) -> None:
        if self._drag is not None:
            self._drag.restore()
        self._end()

    def double_clicked(self, pointer: PlanePointer) -> bool:
        handle = self._hands.handle_at(pointer)
        if handle is not None:
            self._hands.editing.flip(handle[0])
        return handle is not None

    def _end(self) -> None:
        self._taken = self._drag = None
        self._hands.hold(None)

    def _on_line(self, name: str, at: Point) -> Point:
        """The place on the line as it is now that is nearest to ``at``: nice numbers may lead beside it."""
        line = self._hands.editing.lines().get(name)
        if line is None:
            return at
        unit = line.unit()
        away = unit.signal(at)
        return at[0] - away * unit.w1, at[1] - away * unit.w2


class DrawLine(PlaneGesture):
    """With the line tool in hand: press, drag, release, and there is a neuron with that line."""

    def __init__(self, hands: LineHands) -> None:
        super().__init__(hands.plot)
        self._hands = hands
        self._start: PlanePointer | None = None

    def pressed(self, pointer: PlanePointer) -> bool:
        if self.plot.tool != "line" or not pointer.inside:
            return False
        self._start = pointer
        return True

    def cursor(self, pointer: PlanePointer) -> Qt.CursorShape | None:
        return Qt.CursorShape.CrossCursor if self.plot.tool == "line" and pointer.inside else None

    def moved(self, pointer: PlanePointer) -> None:
        if self._start is None:
            return
        hands, start = self._hands, self._start
        if self._too_short(pointer):
            hands.rubber.show_line(None, start.x, start.x)
            hands.tag.hide()
            return
        line = hands.editing.line_drawn(start.x, pointer.x, grain(pointer))
        hands.rubber.show_line(line, start.x, pointer.x)
        hint = QCoreApplication.translate("nndesk", "Ctrl: nice numbers")
        hands.tell(hands.editing.formula(line, snaps(pointer)), pointer, "" if snaps(pointer) else hint)

    def released(self, pointer: PlanePointer) -> None:
        start, too_short = self._start, self._too_short(pointer)
        self._end()
        if start is not None and not too_short:
            self._hands.editing.draw(start.x, pointer.x, grain(pointer))

    def cancelled(self) -> None:
        self._end()

    def double_clicked(self, pointer: PlanePointer) -> bool:
        return self.plot.tool == "line"

    def _too_short(self, pointer: PlanePointer) -> bool:
        return self._start is None or _pixels(pointer.position - self._start.position) <= 2 * _SLOP

    def _end(self) -> None:
        if self._start is not None:
            self._hands.rubber.show_line(None, self._start.x, self._start.x)
        self._start = None
        self._hands.tag.hide()


class LineKeys(PlaneGesture):
    """Alt and arrow keys move the selected neuron's line from nice number to nice number. With Shift they
    turn it and change its gain. Alt and Enter flip it, Alt and Page Up or Down go from line to line."""

    def __init__(self, hands: LineHands) -> None:
        super().__init__(hands.plot)
        self._editing = hands.editing
        self._gesture = 0

    def wants_key(self, event: QKeyEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.AltModifier or self.plot.active is not None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() in _STEPS:
            return bool(self._editing.lines())
        return event.key() in (*_ARROWS, *_FLIPS) and self._editing.selected is not None

    def key(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._editing.step(_STEPS[key])
            return
        name = self._editing.selected
        if name is None:
            return
        if key in _FLIPS:
            self._editing.flip(name)
            return
        if not event.isAutoRepeat():
            self._gesture = next_gesture()
        fine = Grain(self.plot.pixel())
        right, up = _ARROWS[key]
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._editing.nudge(name, (right, up), fine, self._gesture)
        elif right:
            self._editing.turn_on(name, self._middle(name), -int(right), fine, self._gesture)
        else:
            self._editing.scale(name, _STEEPER**up, self._gesture)

    def _middle(self, name: str) -> Point:
        """The middle of what can be seen of a line, else the place on it that is nearest to what can."""
        for entry, ((x0, y0), (x1, y1)) in self.plot.lines.visible():
            if entry.name == name:
                return (x0 + x1) / 2, (y0 + y1) / 2
        x0, x1, y0, y1 = self.plot.visible_window()
        middle, unit = ((x0 + x1) / 2, (y0 + y1) / 2), self._editing.lines()[name].unit()
        away = unit.signal(middle)
        return middle[0] - away * unit.w1, middle[1] - away * unit.w2


def _turning_hint(snapping: bool, free: bool) -> str:
    """What the keys that are not held would do."""
    if snapping and free:
        return ""
    if snapping:
        return QCoreApplication.translate("nndesk", "Shift: gain, too")
    if free:
        return QCoreApplication.translate("nndesk", "Ctrl: nice numbers")
    return QCoreApplication.translate("nndesk", "Ctrl: nice numbers · Shift: gain, too")


def _pixels(away: QPointF) -> float:
    return math.hypot(away.x(), away.y())
