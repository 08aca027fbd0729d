from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nndesk.gui.diagram.kept_picture import KeptPicture

SIZE = 60
RED = QColor("#d02020")


class Drawn:
    """Paints a bar by a kept picture onto images, and counts how often it is drawn."""

    def __init__(self, widget: QWidget, stretching: bool) -> None:
        self.widget = widget
        self.rested = 0
        self.kept = KeptPicture(self.rest if stretching else None)
        self.times = 0
        self.hurried = 0
        self.bar = QRectF(10, 10, 20, 200)

    def rest(self) -> None:
        self.rested += 1

    def draw(self, painter: QPainter, hurry: bool = False) -> None:
        self.times += 1
        self.hurried += hurry
        painter.fillRect(self.bar, RED)

    def image(self, dx: float = 0.0, dy: float = 0.0, scale: float = 1.0) -> QImage:
        image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setWorldTransform(QTransform(scale, 0, 0, scale, dx, dy))
        self.kept.paint(painter, self.widget, self.draw, self.bar)
        painter.end()
        return image

    def plain(self, dx: float = 0.0, dy: float = 0.0, scale: float = 1.0) -> QImage:
        image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setWorldTransform(QTransform(scale, 0, 0, scale, dx, dy))
        painter.fillRect(self.bar, RED)
        painter.end()
        return image


def drawn(qtbot: QtBot, stretching: bool = False) -> Drawn:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(SIZE, SIZE)
    return Drawn(widget, stretching)


def test_what_stays_is_drawn_once_and_then_shown_as_a_picture(qtbot: QtBot) -> None:
    it = drawn(qtbot)
    for _ in range(5):
        assert it.image() == it.plain()
    assert it.times == 1


def test_the_picture_follows_a_pan_and_what_comes_into_sight_is_drawn(qtbot: QtBot) -> None:
    it = drawn(qtbot)
    it.image()
    for shift in (QPoint(5, -7), QPoint(-9, -30), QPoint(20, 3), QPoint(200, 0), QPoint(0, 0)):
        assert it.image(shift.x(), shift.y()) == it.plain(shift.x(), shift.y())


def test_another_zoom_or_a_pan_by_parts_of_a_pixel_is_drawn_anew(qtbot: QtBot) -> None:
    it = drawn(qtbot)
    it.image()
    assert it.image(scale=1.5) == it.plain(scale=1.5)
    assert it.image(0.5, scale=1.5) == it.plain(0.5, scale=1.5)
    assert it.times == 3


def test_what_has_changed_is_not_shown_as_it_was(qtbot: QtBot) -> None:
    it = drawn(qtbot)
    it.image()
    it.bar = QRectF(30, 0, 8, 40)
    it.kept.forget()
    assert it.image() == it.plain()
    assert it.image() == it.plain()


def test_zooming_out_again_takes_what_comes_into_sight_from_the_last_picture_of_all(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nndesk.gui.diagram.kept_picture._QUICK", -1.0)
    it = drawn(qtbot, stretching=True)
    it.bar = QRectF(10, 10, 20, 40)
    whole = it.image()
    it.image(-20, -20, 4.0)
    it.kept.settle()
    it.image(-20, -20, 4.0)
    assert it.times == 3
    for scale in (3.0, 2.0, 1.5, 1.0):
        it.kept.hurry()
        at = (int(15 * scale), int(45 * scale) % SIZE)
        assert it.image(scale=scale).pixelColor(*at) == it.plain(scale=scale).pixelColor(*at)
    assert it.image() == whole
    assert (it.times, it.rested) == (3, 4)


def test_after_a_change_a_hurried_picture_of_all_is_made_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nndesk.gui.diagram.kept_picture._QUICK", -1.0)
    it = drawn(qtbot, stretching=True)
    it.image(scale=8.0)
    it.bar = QRectF(2, 2, 50, 50)
    it.kept.forget()
    it.image(scale=8.0)
    assert it.times == 2
    for scale in (6.0, 4.0, 3.0, 2.0):
        it.kept.hurry()
        assert it.image(scale=scale).pixelColor(55, 30) == RED
    assert (it.times, it.hurried) == (3, 1)
    it.kept.settle()
    assert it.image(scale=2.0) == it.plain(scale=2.0)


def test_a_change_in_the_middle_of_a_zoom_is_shown_at_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nndesk.gui.diagram.kept_picture._QUICK", -1.0)
    it = drawn(qtbot, stretching=True)
    it.image()
    # So much larger that it is drawn in a hurry meanwhile.
    it.kept.hurry()
    it.image(scale=3.0)
    assert it.hurried == 1
    it.bar = QRectF(5, 5, 10, 10)
    it.kept.touch(QRectF(0, 0, 60, 220))
    assert it.image(scale=3.0) == it.plain(scale=3.0)
    assert it.hurried == 1
