"""The header, the cards and the small controls they are made of."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nndesk.gui.card import Card
from nndesk.gui.elided_label import ElidedLabel
from nndesk.gui.header import Header
from nndesk.gui.message_bar import Choice, MessageBar
from nndesk.gui.segments import Segments
from nndesk.gui.settings import Settings
from nndesk.gui.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(Settings())


def test_a_long_title_is_shortened_and_told_in_a_tooltip(theme: Theme, qtbot: QtBot) -> None:
    header = Header(theme)
    qtbot.addWidget(header)
    header.resize(900, 48)
    header.show()
    header.set_document("Short", "a.nndesk", False)
    qtbot.waitUntil(lambda: header._title.text() == "Short")
    assert header._title.toolTip() == ""
    long = "A network with a very long name indeed, " * 5
    header.set_document(long, "a.nndesk", True)
    qtbot.waitUntil(lambda: header._title.text().endswith("…"))
    assert header._title.toolTip() == long
    assert header.width() == 900
    middle = header._segments.geometry().center().x()
    assert abs(middle - header.width() / 2) < 3, "the workspaces stay in the middle"


def test_a_label_gives_way_but_not_to_nothing(qtbot: QtBot) -> None:
    label = ElidedLabel("something to read")
    qtbot.addWidget(label)
    assert 0 < label.minimumSizeHint().width() < label.sizeHint().width()
    label.resize(label.sizeHint())
    assert label.text() == "something to read"


def test_segments_announce_what_a_person_chooses(qtbot: QtBot) -> None:
    segments = Segments((("a", "A", ""), ("b", "B", "")))
    qtbot.addWidget(segments)
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    assert segments.choice == "a"
    segments.choose("b")
    assert (segments.choice, chosen) == ("b", [])
    qtbot.mouseClick(segments._buttons["a"], Qt.MouseButton.LeftButton)
    assert (segments.choice, chosen) == ("a", ["a"])


class _Panel(QLabel):
    caption_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton("Add")

    def tools(self) -> QWidget:
        return self.button

    def title(self) -> str:
        return "Network"

    def caption(self) -> str:
        return "2-2-1"


def test_a_card_says_what_its_panel_says(qtbot: QtBot) -> None:
    card, panel = Card(), _Panel()
    qtbot.addWidget(card)
    card.adopt(panel)
    card.resize(300, 200)
    card.show()
    assert card.body is panel
    assert card._title.text() == "Network"
    assert card._caption.full_text == "2-2-1"
    title, tools, caption = card._title.geometry(), panel.button.geometry(), card._caption.geometry()
    assert title.right() < tools.left() < tools.right() < caption.left()
    assert tools.bottom() < panel.geometry().top()
    panel.caption_changed.emit("")
    assert card._caption.isHidden()


# --- messages -----------------------------------------------------------------------------------------------


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> MessageBar:
    parent = QWidget()
    parent.resize(800, 500)
    anchor = QWidget(parent)
    anchor.setGeometry(0, 0, 800, 300)
    qtbot.addWidget(parent)
    parent.show()
    bar = MessageBar(theme, anchor, parent)
    # Nobody else keeps it, and the bar would go with it.
    bar.kept = parent  # type: ignore[attr-defined]
    return bar


def test_a_message_floats_over_its_anchor(bar: MessageBar) -> None:
    bar.say("Something happened.")
    assert bar.text == "Something happened."
    assert bar.geometry().bottom() < 300
    assert abs(bar.geometry().center().x() - 400) <= 1
    bar._anchor.resize(600, 400)
    assert bar.geometry().bottom() > 300


def test_news_goes_by_itself_and_errors_stay_longer(bar: MessageBar) -> None:
    bar.say("News")
    assert bar._timer.isActive()
    stays = bar._timer.interval()
    bar.say("An error", "error")
    assert bar._timer.isActive()
    assert bar._timer.interval() > stays
    bar.dismiss()
    assert bar.text == ""


def test_questions_wait_for_their_turn(bar: MessageBar, qtbot: QtBot) -> None:
    answers: list[str] = []
    bar.say("First?", "info", (Choice("Yes", lambda: answers.append("first")),))
    bar.say("Second?", "info", (Choice("Yes", lambda: answers.append("second")),))
    assert bar.text == "First?"
    bar.say("News")
    assert bar.text == "News"
    bar.dismiss()
    assert bar.text == "First?", "what was covered comes back"
    qtbot.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
    assert bar.text == "Second?"
    qtbot.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
    assert answers == ["first", "second"]
    assert bar.text == ""


def test_a_long_message_wraps(bar: MessageBar) -> None:
    bar.say("Nothing. " * 60, "error")
    assert bar.width() <= 800
    assert bar.height() > 3 * bar._text.fontMetrics().height()
