"""New network and the gallery: typed, seen, chosen by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from nndesk.document.examples import EXAMPLES, example
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.gui.dialogs.new_network import NewNetworkDialog
from nndesk.gui.dialogs.preview import MOST_EDGES
from nndesk.gui.workbench import Workbench

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def dialog(qtbot: QtBot) -> NewNetworkDialog:
    dialog = NewNetworkDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    return dialog


def press(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


# --- the network that is typed ------------------------------------------------------------------------------


def test_the_preview_follows_what_is_typed_but_never_at_once(dialog: NewNetworkDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.preview.figure is not None)
    before = dialog.preview.figure
    dialog.layers.selectAll()
    QTest.keyClicks(dialog.layers, "3-2-1")
    assert dialog.preview.figure is before, "typing does not wait for the picture"
    qtbot.waitUntil(lambda: dialog.preview.figure is not before)


def test_a_network_is_made_when_it_is_wanted_and_not_for_every_letter(
    dialog: NewNetworkDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(
        "nndesk.gui.dialogs.new_network.layered", lambda spec, *rest: made.append(spec) or example("xor")
    )
    dialog.layers.selectAll()
    QTest.keyClicks(dialog.layers, "20-20-20-1")
    assert made == []
    assert dialog.note == "20 inputs, 41 nodes, 820 edges: 861 parameters."
    assert dialog.document is example("xor")
    assert dialog.document is example("xor")
    assert made == ["20-20-20-1"]


def test_of_a_large_network_only_the_size_is_told(dialog: NewNetworkDialog, qtbot: QtBot) -> None:
    dialog.layers.setText("64-32-10")
    assert dialog.preview.figure is None
    assert "2368" in dialog.preview._words
    assert not dialog.preview._timer.isActive()
    assert MOST_EDGES < 2368
    dialog.layers.setText("2-0")
    assert dialog.preview._words == ""


def test_hidden_nodes_and_outputs_may_have_their_own_activations(dialog: NewNetworkDialog) -> None:
    dialog.activation.setCurrentText("tanh")
    assert dialog.document is not None
    assert {node.activation for node in dialog.document.network.nodes} == {"tanh"}
    dialog.output_activation.setCurrentIndex(dialog.output_activation.findData("sigmoid"))
    network = dialog.document.network
    assert {network.node(name).activation for name in network.outputs} == {"sigmoid"}
    assert {network.node(name).activation for name in network.hidden} == {"tanh"}


def test_enter_creates_what_was_typed(dialog: NewNetworkDialog) -> None:
    assert QApplication.focusWidget() is dialog.layers
    QTest.keyClicks(dialog.layers, "2-3-1")
    press(KEY.Key_Return)
    assert dialog.result() == NewNetworkDialog.DialogCode.Accepted
    assert dialog.example == ""
    assert dialog.document is not None
    assert dialog.document.network.layer_sizes == (2, 3, 1)


# --- the gallery --------------------------------------------------------------------------------------------


class _Turns(QObject):
    """Counts the turns of the event loop beside the gallery's own."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._add)
        self.timer.start(0)

    def _add(self) -> None:
        self.count += 1


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_example_gets_its_pictures_one_in_a_turn(qtbot: QtBot, palette: object) -> None:
    dialog = NewNetworkDialog(style=Style(palette))  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    stamps = dialog.gallery._model.stamps
    assert stamps == {}, "none before the dialog is on the screen"
    dialog.show()
    assert len(stamps) <= 1
    turns = _Turns()
    qtbot.waitUntil(lambda: dialog.gallery.complete)
    assert turns.count >= len(EXAMPLES) - 2, "others had their turns in between"
    assert list(stamps) == list(EXAMPLES)
    for name, (diagram, plane) in stamps.items():
        assert (plane is not None) == (len(example(name).network.inputs) == 2)
        for picture in (diagram, plane):
            if picture is not None:
                image = picture.toImage()
                assert len({image.pixel(x, image.height() // 2) for x in range(image.width())}) > 3


def test_arrows_mark_and_enter_opens(dialog: NewNetworkDialog) -> None:
    dialog.gallery.setFocus(Qt.FocusReason.TabFocusReason)
    assert dialog.gallery.current == "and", "something is marked as soon as it has the keyboard"
    press(KEY.Key_Right)
    assert dialog.gallery.current == "or"
    press(KEY.Key_Down)
    assert dialog.gallery.current == "abu-mostafa"
    press(KEY.Key_Left)
    assert dialog.gallery.current == "xor"
    press(KEY.Key_Return)
    assert dialog.result() == NewNetworkDialog.DialogCode.Accepted
    assert dialog.example == "xor"


def test_a_double_click_opens(dialog: NewNetworkDialog, qtbot: QtBot) -> None:
    gallery = dialog.gallery
    at = gallery.visualRect(gallery.model().index(1)).center()
    qtbot.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert gallery.current == "or"
    assert dialog.open.isEnabled()
    qtbot.mouseDClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert dialog.example == "or"


def test_the_filled_button_is_the_one_that_enter_presses(dialog: NewNetworkDialog, qtbot: QtBot) -> None:
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert ok.isDefault()
    dialog.gallery.setFocus(Qt.FocusReason.TabFocusReason)
    assert dialog.open.isDefault()
    dialog.layers.setFocus(Qt.FocusReason.TabFocusReason)
    assert ok.isDefault()
    dialog.gallery.mark("logistic")
    qtbot.mouseClick(dialog.open, Qt.MouseButton.LeftButton)
    assert dialog.example == "logistic"


@pytest.mark.parametrize("scale", [1.0, 1.35])
@pytest.mark.parametrize("size", [(880, 600), (1280, 720)])
def test_it_fits_into_a_small_window(
    bench: Workbench, qtbot: QtBot, scale: float, size: tuple[int, int]
) -> None:
    bench.window.resize(*size)
    bench.theme.set_projector(scale > 1)
    dialog = NewNetworkDialog(bench.window, bench.theme.style())
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.width() <= size[0]
    assert dialog.height() <= size[1]
    assert dialog.gallery.viewport().width() >= dialog.gallery.cell().width()
    bench.theme.set_projector(False)


# --- in the window ------------------------------------------------------------------------------------------


def answer(qtbot: QtBot, how: Callable[[NewNetworkDialog], None]) -> None:
    """Act on the dialog that the next key will open."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewNetworkDialog)
        how(dialog)

    QTimer.singleShot(0, act)


def test_the_keys_of_the_menu_open_it(bench: Workbench, qtbot: QtBot) -> None:
    def type_and_enter(dialog: NewNetworkDialog) -> None:
        QTest.keyClicks(dialog.layers, "2-5-1")
        QTest.keyClick(dialog.layers, KEY.Key_Return)

    answer(qtbot, type_and_enter)
    QTest.keyClick(bench.diagram, KEY.Key_N, CTRL | SHIFT)
    assert bench.session.document.network.layer_sizes == (2, 5, 1)


def test_the_gallery_of_the_menu_opens_an_example(bench: Workbench, qtbot: QtBot) -> None:
    def right_and_enter(dialog: NewNetworkDialog) -> None:
        QTest.keyClick(dialog.gallery, KEY.Key_Right)
        QTest.keyClick(dialog.gallery, KEY.Key_Return)

    answer(qtbot, right_and_enter)
    bench.actions["file.gallery"].trigger()
    assert bench.session.document == example("or")


def test_cancel_changes_nothing(bench: Workbench, qtbot: QtBot) -> None:
    before = bench.session.document
    answer(qtbot, lambda dialog: QTest.keyClick(dialog.gallery, KEY.Key_Escape))
    bench.actions["file.gallery"].trigger()
    assert bench.session.document is before
