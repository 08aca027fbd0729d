"""The panel in the window: where it shows, what it costs, a whole network typed by keys, and that it goes."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.document.edits import layered
from nndesk.document.examples import example
from nndesk.document.number_text import table_text
from nndesk.document.parameters import all_parameters, parameter_value
from nndesk.gui.app import dress
from nndesk.gui.main_window import MainWindow
from nndesk.gui.settings import Settings
from nndesk.gui.workbench import Workbench
from nndesk.network.model import EdgeKey

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def _press(key: Key | str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, keys)


def test_it_stands_under_network_and_plane_in_draw_and_is_made_when_first_shown(bench: Workbench) -> None:
    QApplication.processEvents()
    assert "weights_panel" not in vars(bench)
    bench.show_workspace("draw")
    assert bench.weights_panel.isVisible()
    for workspace in ("walk", "train", "explore"):
        bench.show_workspace(workspace)
        assert not bench.weights_panel.isVisible()


def test_it_can_be_hidden_by_its_key_and_stays_hidden(bench: Workbench) -> None:
    bench.show_workspace("draw")
    _press("6", CTRL | ALT)
    assert not bench.weights_panel.isVisible()
    assert not Settings().panel_shown("weights")
    _press("6", CTRL | ALT)
    assert bench.weights_panel.isVisible()
    assert bench.weights_panel.table.hasFocus()
    assert bench.actions["view.show_weights"].isChecked()


def test_a_hidden_one_is_not_even_made(bench: Workbench) -> None:
    bench.actions["view.show_weights"].trigger()
    bench.show_workspace("draw")
    assert "weights_panel" not in vars(bench)
    bench.actions["view.show_weights"].trigger()
    assert bench.weights_panel.isVisible()


@pytest.mark.parametrize("size", [(1280, 720), (2560, 1440)])
@pytest.mark.parametrize("projector", [False, True])
def test_it_leaves_the_room_to_network_and_plane(
    bench: Workbench, size: tuple[int, int], projector: bool
) -> None:
    bench.theme.set_projector(projector)
    bench.window.resize(*size)
    bench.show_workspace("draw")
    bench._layout.place(*size)
    QApplication.processEvents()
    assert bench._layout.cards["weights"].height() <= max(240, size[1] / 3)
    assert bench.plane.height() > size[1] * 0.4
    bench.theme.set_projector(False)


def test_all_weights_of_abu_mostafas_network_are_entered_by_keys_alone(bench: Workbench) -> None:
    wanted = example("abu-mostafa").network
    parameters = all_parameters(wanted)
    bench.session.new(edits.scale(example("abu-mostafa"), 0.0, wanted.names))
    _press("1", CTRL)
    _press("6", CTRL | ALT)
    _press("6", CTRL | ALT)
    for parameter in parameters:
        for char in f"{parameter_value(wanted, parameter):g}":
            _press(char)
        _press(Key.Key_Return)
    assert bench.session.document.network == wanted
    assert bench.session.undo_stack.undoText() == "Change the bias of o1"


def test_tab_leads_from_the_table_to_the_matrices_and_on(bench: Workbench) -> None:
    bench.show_workspace("draw")
    panel = bench.weights_panel
    panel.table.setFocus()
    _press(Key.Key_Tab)
    assert panel.matrices.hasFocus()
    _press(Key.Key_Tab)
    assert not panel.isAncestorOf(QApplication.focusWidget())


def test_keys_of_the_table_are_not_the_windows(bench: Workbench) -> None:
    bench.show_workspace("draw")
    panel, before = bench.weights_panel, bench.session.document
    for view in (panel.table, panel.matrices):
        view.setFocus()
        for key in (Key.Key_Right, Key.Key_Delete, Key.Key_Backspace, Key.Key_End, Key.Key_Home):
            _press(key)
        assert bench.session.document is before
        assert bench.playback.index == -1
    panel.table.setFocus()
    _press("a", CTRL)
    assert len(bench.session.selection.edges) == len(before.network.edges)
    assert not bench.session.selection.nodes & set(before.network.inputs)
    _press("z", CTRL)
    _press("n")
    assert len(bench.session.document.network.nodes) == len(before.network.nodes) + 1, (
        "letters are the window's"
    )


def test_training_shows_in_the_table(bench: Workbench, qtbot: QtBot) -> None:
    bench.show_workspace("draw")
    panel = bench.weights_panel
    before = [panel.table.weights.index(row, 3).data() for row in range(panel.table.weights.rowCount())]
    bench.trainer.start(10**8)
    qtbot.waitUntil(
        lambda: before != [panel.table.weights.index(row, 3).data() for row in range(len(before))]
    )
    assert bench.session.undo_stack.count() == 0
    with qtbot.waitSignal(bench.trainer.finished):
        bench.trainer.stop()
    key = EdgeKey("x1", "h1")
    row = panel.table.weights.row_of(key)
    view = bench.session.document.view
    assert panel.table.weights.index(row, 3).data() == view.numbers.text(
        bench.session.document.network.edge(*key).weight
    )
    assert panel.table.weights.index(row, 4).data() == view.numbers.text(
        bench.session.document.initial.weights[key]
    )


def test_the_whole_table_of_a_large_network_can_be_copied(qapp: QApplication) -> None:
    document = layered("64-32-10")
    assert table_text(document, all_parameters(document.network)).count("\n") == 2410 + 1


def test_a_closed_window_frees_it(qtbot: QtBot, qapp: QApplication) -> None:
    settings = Settings()
    settings.workspace = "draw"
    theme = dress(qapp, settings)
    window = MainWindow(settings, theme.palette)
    bench = window.assemble(theme, example("xor"))
    window.show()
    panel = bench.weights_panel
    panel.table.setFocus()
    panel.table.edit_current()
    panel.table.open_menu(window.pos())
    popup = qapp.activePopupWidget()
    assert popup is not None
    popup.close()
    panel.matrices.setFocus()
    left = [weakref.ref(panel), weakref.ref(panel.table), weakref.ref(panel.matrices), weakref.ref(window)]
    del popup, panel, bench
    window.close()
    window.deleteLater()
    del window
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    gc.collect()
    assert [ref() for ref in left] == [None] * 4
