from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nndesk.gui.diagram.kept_picture import KeptPicture

SIZE = 60
RED = QColor("#d02020")


class Drawn:
    """Paints a bar by a kept picture onto images, and counts how often it is drawn."""

    def __init__(self, widget: QWidget) -> None:
        self.widget = widget
        self.kept = KeptPicture()
        self.times = 0
        self.bar = QRectF(10, 10, 20, 200)

    def draw(self, painter: QPainter) -> None:
        self.times += 1
        painter.fillRect(self.bar, RED)

    def image(self, dx: float = 0.0, dy: float = 0.0, scale: float = 1.0) -> QImage:
        image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setWorldTransform(QTransform(scale, 0, 0, scale, dx, dy))
        self.kept.paint(painter, self.widget, self.draw)
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


def drawn(qtbot: QtBot) -> Drawn:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(SIZE, SIZE)
    return Drawn(widget)


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
