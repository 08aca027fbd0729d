"""The whole window: what it shows, what its keys and menus do, how it opens, saves and closes."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import EXAMPLES, example
from nndesk.document.storage import load, save
from nndesk.gui.action_table import menu_titles
from nndesk.gui.app import dress
from nndesk.gui.files import Files
from nndesk.gui.main_window import MainWindow
from nndesk.gui.settings import WORKSPACES, Settings
from nndesk.gui.workbench import Workbench


def _open(qtbot: QtBot, app: QApplication, document: Document | None = None) -> Workbench:
    settings = Settings()
    theme = dress(app, settings)
    window = MainWindow(settings, theme.palette)
    window.resize(1280, 800)
    bench = window.assemble(theme, document if document is not None else example("xor-sigmoid"))
    qtbot.addWidget(window, before_close_func=_forget)
    with qtbot.waitExposed(window):
        window.show()
    return bench


def _forget(window: MainWindow) -> None:
    # A test may leave a modified document; nobody is there to be asked.
    window.bench.files.may_lose_document = lambda: True  # type: ignore[method-assign]


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Iterator[Workbench]:
    bench = _open(qtbot, qapp)
    yield bench
    bench.close()


def _edit(bench: Workbench, weight: float = 5.0) -> None:
    new = edits.set_weight(bench.session.document, "x1", "h1", weight)
    bench.session.edit("Set a weight", new)


def _answer(monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton) -> list[int]:
    asked: list[int] = []

    def ask(_: Files) -> QMessageBox.StandardButton:
        asked.append(1)
        return answer

    monkeypatch.setattr(Files, "_ask", ask)
    return asked


# --- what is there ------------------------------------------------------------------------------------------


def test_network_and_plane_stand_side_by_side_in_every_workspace(bench: Workbench, qtbot: QtBot) -> None:
    for workspace in WORKSPACES:
        bench.show_workspace(workspace)
        qtbot.wait(1)
        assert bench.diagram.isVisible()
        assert bench.plane.isVisible()
        assert bench.transport.isVisible() == (workspace == "walk")
        assert bench.equation.isVisible() == (workspace == "walk")
        assert bench.train_panel.isVisible() == (workspace == "train")
        assert bench.inspector.isVisible() == (workspace != "explore")
        assert bench.spaces_panel.isVisible() == (workspace == "explore")
    assert Settings().workspace == "explore"


def test_nothing_flashes_up_while_the_window_is_put_together(qtbot: QtBot, qapp: QApplication) -> None:
    class Watch(QObject):
        shown: ClassVar[list[str]] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.shown.append(type(watched).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    bench = _open(qtbot, qapp)
    bench.show_workspace("train")
    qtbot.wait(1)
    qapp.removeEventFilter(watch)
    assert watch.shown == ["MainWindow"]
    bench.close()


def test_the_header_chooses_the_workspace(bench: Workbench, qtbot: QtBot) -> None:
    header = bench._layout.header
    button = next(
        b for b in header.findChildren(type(header._segments._buttons["draw"])) if b.text() == "Train"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert bench._layout.workspace == "train"
    bench.show_workspace("draw")
    assert header._segments.choice == "draw"


def test_each_panel_can_be_hidden_and_stays_hidden(bench: Workbench) -> None:
    for name, panel in (("plane", bench.plane), ("inspector", bench.inspector), ("equation", bench.equation)):
        bench.actions[f"view.show_{name}"].trigger()
        assert not panel.isVisible()
        assert not Settings().panel_shown(name)
        bench.actions[f"view.show_{name}"].trigger()
        assert panel.isVisible()


@pytest.mark.parametrize("size", [(880, 600), (1280, 720), (1440, 900), (2560, 1440)])
def test_nothing_is_cut_off_at_usual_sizes(bench: Workbench, qtbot: QtBot, size: tuple[int, int]) -> None:
    bench.window.resize(*size)
    for workspace in WORKSPACES:
        bench.show_workspace(workspace)
        qtbot.wait(1)
        assert (bench.window.width(), bench.window.height()) == size, "a panel asks for more room"
        for card in bench._layout.cards.values():
            if card.isVisible():
                # One less: widths of type are rounded, here and there.
                assert card.width() >= card.minimumSizeHint().width() - 1
                assert card.height() >= card.minimumSizeHint().height()


def test_window_and_header_name_the_document_and_mark_changes(bench: Workbench, tmp_path: Path) -> None:
    title = EXAMPLES["xor-sigmoid"].title
    assert bench.window.windowTitle() == f"{title}[*] – nndesk"
    assert not bench.window.isWindowModified()
    _edit(bench)
    assert bench.window.isWindowModified()
    assert "not saved" in bench._layout.header._file.full_text
    bench.session.save(tmp_path / "mine.nndesk")
    assert not bench.window.isWindowModified()
    assert bench._layout.header._file.full_text == "mine.nndesk"
    bench.session.edit("Rename", edits.set_title(bench.session.document, "a[*]b"))
    assert bench.window.windowTitle() == "a[*][*]b[*] – nndesk"


# --- actions ------------------------------------------------------------------------------------------------


def test_every_action_is_in_a_menu_and_says_its_keys(bench: Workbench) -> None:
    bar = bench.window.menuBar()
    found = set()
    for menu in bar.findChildren(QMenu):
        found |= {action.objectName() for action in menu.actions()}
    for menu in bench.window.findChildren(QMenu):
        found |= {action.objectName() for action in menu.actions()}
    for spec in bench.actions.specs:
        assert spec.id in found
        action = bench.actions[spec.id]
        assert action.toolTip()
        if spec.shortcuts:
            assert action.toolTip().endswith(")")
    assert [a.text() for a in bar.actions()] == list(menu_titles().values())


@pytest.mark.parametrize("panel", ["diagram", "plane", "transport", "inspector"])
def test_space_and_arrows_walk_wherever_the_focus_is(bench: Workbench, qtbot: QtBot, panel: str) -> None:
    widget = getattr(bench, panel)
    widget.setFocus()
    target = QApplication.focusWidget() or bench.window
    qtbot.keyClick(target, Qt.Key.Key_Right)
    qtbot.keyClick(target, Qt.Key.Key_Right)
    assert bench.playback.index == 1
    qtbot.keyClick(target, Qt.Key.Key_Left)
    assert bench.playback.index == 0
    qtbot.keyClick(target, Qt.Key.Key_End)
    assert bench.playback.index == len(bench.playback) - 1
    qtbot.keyClick(target, Qt.Key.Key_Home)
    assert bench.playback.index == -1
    qtbot.keyClick(target, Qt.Key.Key_Space)
    assert bench.playback.playing
    qtbot.keyClick(target, Qt.Key.Key_Space)
    assert not bench.playback.playing


def test_in_a_text_field_keys_are_text(bench: Workbench, qtbot: QtBot) -> None:
    line = QLineEdit("ab", bench.window)
    line.show()
    line.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_N, Qt.Key.Key_Delete):
        qtbot.keyClick(line, key)
    assert line.text() == "a n"
    assert bench.playback.index == -1
    assert not bench.playback.playing
    assert not bench.session.modified


def test_undo_names_what_it_undoes(bench: Workbench, qtbot: QtBot) -> None:
    assert not bench.actions["edit.undo"].isEnabled()
    _edit(bench)
    assert bench.actions["edit.undo"].text() == "&Undo Set a weight"
    qtbot.keyClick(bench.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not bench.session.modified
    assert bench.actions["edit.redo"].text() == "&Redo Set a weight"
    qtbot.keyClick(bench.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert bench.session.modified


def test_drawing_from_the_edit_menu(bench: Workbench) -> None:
    bench.session.new()
    for action in ("add_input", "add_input", "add_neuron"):
        bench.actions[f"edit.{action}"].trigger()
    network = bench.session.document.network
    assert (network.inputs, [node.name for node in network.nodes]) == (("x1", "x2"), ["h1"])
    assert bench.session.selection.node == "h1"
    bench.actions["edit.activation_tanh"].trigger()
    assert bench.session.document.network.node("h1").activation == "tanh"
    bench.actions["edit.select_all"].trigger()
    bench.actions["edit.delete"].trigger()
    assert bench.session.document.network.names == ()
    assert bench.session.undo_stack.undoText() == "Delete 3 nodes"
    for _ in range(bench.session.undo_stack.count()):
        bench.actions["edit.undo"].trigger()
    assert bench.session.document == Document()


def test_actions_that_make_no_sense_now_are_disabled(bench: Workbench) -> None:
    bench.session.select()
    assert not bench.actions["edit.delete"].isEnabled()
    assert not bench.actions["edit.activation_tanh"].isEnabled()
    bench.session.select(("h1",))
    assert bench.actions["edit.delete"].isEnabled()
    assert bench.actions["edit.activation_sigmoid"].isChecked()
    assert bench.actions["file.export_plane"].isEnabled()
    bench.session.open_example("worked-example")
    assert bench.actions["file.export_plane"].isEnabled(), "of three inputs it is a slice"
    bench.session.new()
    assert not bench.actions["file.export_plane"].isEnabled()
    assert not bench.actions["walk.toggle"].isEnabled()
    assert not bench.actions["file.export_diagram"].isEnabled()


def test_theme_and_projector_from_the_header_and_the_menu(bench: Workbench, qtbot: QtBot) -> None:
    bench.theme.set_mode("light")
    header = bench._layout.header
    qtbot.mouseClick(header._dark, Qt.MouseButton.LeftButton)
    assert bench.theme.dark
    assert bench.actions["view.theme_dark"].isChecked()
    qtbot.mouseClick(header._projector, Qt.MouseButton.LeftButton)
    assert bench.theme.projector
    assert bench.actions["view.projector"].isChecked()
    bench.actions["view.projector"].trigger()
    assert not bench.theme.projector
    assert not header._projector.isChecked()


def test_training_is_one_step_and_shows_its_panel(bench: Workbench, qtbot: QtBot) -> None:
    before = bench.session.document
    bench.session.edit("Few epochs", edits.set_hyperparameters(before, epochs=20))
    with qtbot.waitSignal(bench.trainer.finished, timeout=20_000):
        bench.actions["train.toggle"].trigger()
        assert bench._layout.workspace == "train"
    assert bench.session.document.network != before.network
    assert "20" in bench.session.undo_stack.undoText()


@pytest.mark.parametrize("name", ["guide", "about"])
def test_help_opens_and_closes(bench: Workbench, qtbot: QtBot, name: str) -> None:
    bench.actions[f"help.{name}"].trigger()
    dialogs = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not bench.window]
    assert len(dialogs) == 1
    dialogs[0].close()


# --- files --------------------------------------------------------------------------------------------------


def _drop(bench: Workbench, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(200, 200), action, data, button, keys)
    QApplication.sendEvent(bench.window, enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(QPointF(200, 200), action, data, button, keys)
    QApplication.sendEvent(bench.window, drop)
    return True


def test_a_dropped_file_is_opened(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "dropped.nndesk"
    save(example("or"), path)
    assert _drop(bench, path)
    assert bench.session.document == example("or")
    assert bench.session.path == path
    assert Settings().recent_files == [path]


def test_other_files_are_not_taken(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "picture.png").touch()
    assert not _drop(bench, tmp_path / "picture.png")


def test_examples_open_from_the_menu(bench: Workbench) -> None:
    menu = next(m for m in bench.window.findChildren(QMenu) if m.title() == "&Examples")
    assert [a.data() for a in menu.actions()] == list(EXAMPLES)
    for action in menu.actions():
        action.trigger()
        assert bench.session.document is example(action.data())
        assert not bench.session.modified


@pytest.mark.parametrize(
    ("answer", "replaced"),
    [
        (QMessageBox.StandardButton.Cancel, False),
        (QMessageBox.StandardButton.Discard, True),
        (QMessageBox.StandardButton.Save, True),
    ],
)
def test_changes_are_never_lost_unasked(
    bench: Workbench,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    answer: QMessageBox.StandardButton,
    replaced: bool,
) -> None:
    asked = _answer(monkeypatch, answer)
    path = tmp_path / "mine.nndesk"
    bench.session.save(path)
    bench.files.open_example("and")
    assert not asked, "nothing had changed"
    bench.session.open(path)
    _edit(bench, 77.0)
    mine = bench.session.document
    bench.files.new()
    assert asked == [1]
    assert (bench.session.document is not mine) == replaced
    saved = load(path).network.edge("x1", "h1").weight == 77.0
    assert saved == (answer == QMessageBox.StandardButton.Save)


def test_a_save_that_fails_keeps_the_document_open(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _answer(monkeypatch, QMessageBox.StandardButton.Save)
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path / "no" / "where"), "")
    )
    _edit(bench)
    mine = bench.session.document
    bench.files.new()
    assert bench.session.document is mine
    assert "could not be saved" in bench.message_bar.text


def test_save_as_adds_the_suffix_and_remembers(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path / "net.v2"), "")
    )
    assert bench.files.save()
    assert bench.session.path == tmp_path / "net.v2.nndesk"
    assert Settings().recent_files == [tmp_path / "net.v2.nndesk"]
    assert Settings().last_folder == str(tmp_path)
    _edit(bench)
    bench.actions["file.save"].trigger()
    assert load(tmp_path / "net.v2.nndesk") == bench.session.document


def test_recent_files_open_and_missing_ones_go(bench: Workbench, tmp_path: Path) -> None:
    paths = [tmp_path / "a.nndesk", tmp_path / "b.nndesk"]
    for path in paths:
        save(example("or"), path)
        bench.files.open_path(path)
    menu = bench.files.recent_menu
    menu.aboutToShow.emit()
    assert [a.text() for a in menu.actions()[:2]] == ["b.nndesk", "a.nndesk"]
    menu.actions()[1].trigger()
    assert bench.session.path == paths[0]
    paths[1].unlink()
    menu.aboutToShow.emit()
    assert [a.text() for a in menu.actions() if a.data()] == ["a.nndesk"]
    menu.actions()[-1].trigger()
    menu.aboutToShow.emit()
    assert not [a for a in menu.actions() if a.data()]


def test_closing_asks_and_can_be_cancelled(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked = _answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    _edit(bench)
    assert not bench.window.close()
    assert asked == [1]
    assert bench.window.isVisible()
    _answer(monkeypatch, QMessageBox.StandardButton.Discard)
    assert bench.window.close()


def test_exports_what_is_shown(bench: Workbench, tmp_path: Path) -> None:
    bench.playback.to_end()
    for what in ("diagram", "plane", "walk"):
        for suffix in ("svg", "pdf", "png", "tex"):
            path = tmp_path / f"{what}.{suffix}"
            assert bench.exports.write(what, path, width_mm=80.0, dpi=100.0, dark=suffix == "png")
            assert path.stat().st_size > 500
    assert not bench.exports.write("diagram", tmp_path / "no" / "where.svg")
    missing = tmp_path / "no"
    assert bench.message_bar.text == f"where.svg could not be exported: there is no folder {missing}."


# --- after a crash ------------------------------------------------------------------------------------------


def test_what_a_crash_left_can_be_recovered(qtbot: QtBot, qapp: QApplication, bench: Workbench) -> None:
    _edit(bench, 31.0)
    bench.recovery.save()
    bench.recovery._lock.unlock()
    other = _open(qtbot, qapp)
    other.offer_recovery()
    assert "was not saved when nndesk stopped" in other.message_bar.text
    recover, discard = other.message_bar.buttons
    assert (recover.text(), discard.text()) == ("Recover", "Discard")
    qtbot.mouseClick(recover, Qt.MouseButton.LeftButton)
    assert other.session.document.network.edge("x1", "h1").weight == 31.0
    assert other.session.modified
    assert other.message_bar.text == ""
    assert other.recovery.file.exists(), "until it is saved, it is kept safe"
    assert not bench.recovery.file.exists()
    other.close()
    assert not other.recovery.file.exists()


def test_a_leftover_can_be_discarded(qtbot: QtBot, qapp: QApplication, bench: Workbench) -> None:
    _edit(bench, 31.0)
    bench.recovery.save()
    bench.recovery._lock.unlock()
    other = _open(qtbot, qapp)
    other.offer_recovery()
    qtbot.mouseClick(other.message_bar.buttons[1], Qt.MouseButton.LeftButton)
    assert not bench.recovery.file.exists()
    assert not other.session.modified
    other.close()


def test_an_unexpected_error_is_one_message_and_the_work_is_kept(bench: Workbench, qtbot: QtBot) -> None:
    _edit(bench)
    error = RuntimeError("surprise")
    for _ in range(50):
        bench.crash_reporter.handle(RuntimeError, error, None)
    qtbot.waitUntil(lambda: "surprise" in bench.message_bar.text)
    assert bench.recovery.file.exists()
    details, copy = bench.message_bar.buttons
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "RuntimeError: surprise" in QApplication.clipboard().text()
    qtbot.mouseClick(details, Qt.MouseButton.LeftButton)
    assert bench.message_bar.text, "the buttons leave the message there"
    bench.message_bar.dismiss()
    assert bench.message_bar.text == ""


# --- the end ------------------------------------------------------------------------------------------------


def test_layout_and_place_come_back(qtbot: QtBot, qapp: QApplication) -> None:
    bench = _open(qtbot, qapp)
    bench._layout._columns.setSizes([300, 600, 280])
    sizes = bench._layout._columns.sizes()
    bench.window.close()
    other = _open(qtbot, qapp)
    assert other._layout._columns.sizes() == sizes
    other.close()


def test_a_closed_window_is_forgotten(qtbot: QtBot, qapp: QApplication) -> None:
    bench = _open(qtbot, qapp)
    for toggle in (bench.finding.toggle_palette, bench.finding.toggle_shortcuts):
        toggle()
        toggle()
    gone = [
        weakref.ref(bench.session),
        weakref.ref(bench.diagram),
        weakref.ref(bench.plane),
        weakref.ref(bench.finding.palette),
        weakref.ref(bench.finding.shortcuts),
        weakref.ref(bench),
    ]
    del toggle
    window = bench.window
    del bench
    assert window.close()
    window.deleteLater()
    del window
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [ref() for ref in gone] == [None] * len(gone)


def test_closing_twice_and_quitting_is_harmless(bench: Workbench) -> None:
    bench.close()
    bench.close()
    bench.session.new()
