"""Importing and exporting data through the window: files, drops and the clipboard, by mouse and keys."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from nndesk.data.dataset import Dataset
from nndesk.document import edits
from nndesk.document.examples import example
from nndesk.document.fragments import copied
from nndesk.figure.shown_samples import MOST_SHOWN
from nndesk.gui.clipboard import put_part, put_text
from nndesk.gui.dialogs.import_data.dialog import ImportDataDialog
from nndesk.gui.workbench import Workbench

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
POINTS = "x1,x2,class\n0,0.5,no\n1,-1.5,yes\n2,2,no\n"
IRIS = "a,b,c,d,species\n1,2,3,4,setosa\n5,6,7,8,versicolor\n9,8,7,6,virginica\n"


def answer(
    qtbot: QtBot, how: Callable[[ImportDataDialog], object], patience: int = 5000
) -> list[ImportDataDialog]:
    """Act on the dialog that opens next, when it has read its table; return it as soon as it has opened."""
    seen: list[ImportDataDialog] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ImportDataDialog):
            QTimer.singleShot(10, act)
            return
        seen.append(dialog)
        try:
            qtbot.waitUntil(lambda: settled(dialog), timeout=patience)
            how(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, act)
    return seen


def settled(dialog: ImportDataDialog) -> bool:
    return bool(dialog.note) and not dialog.reading.running and not dialog._soon.isActive()


def press_import(dialog: ImportDataDialog) -> None:
    assert dialog.take.isEnabled(), dialog.note
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)


def table(tmp_path: Path, text: str = POINTS, name: str = "points.csv") -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


# --- files --------------------------------------------------------------------------------------------------


def test_a_file_is_imported_by_keys_in_one_step(
    bench: Workbench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: (str(path), ""))
    before = bench.session.document

    def enter(dialog: ImportDataDialog) -> None:
        assert dialog.note == "3 samples: 2 inputs, 2 classes (no and yes)."
        focused = QApplication.focusWidget()
        assert focused is dialog.table
        QTest.keyClick(focused, KEY.Key_Return)

    answer(qtbot, enter)
    QTest.keyClick(bench.diagram, KEY.Key_I, CTRL)
    dataset = bench.session.document.dataset
    assert dataset.x.tolist() == [[0.0, 0.5], [1.0, -1.5], [2.0, 2.0]]
    assert dataset.t.tolist() == [[0.0], [1.0], [0.0]]
    assert (dataset.names, dataset.labels) == (("x1", "x2"), ("no", "yes"))
    assert bench.session.document.example.x == (0.0, 0.5)
    assert bench.session.undo_stack.undoText() == "Import points.csv"
    assert bench.message_bar.text == "3 samples imported."
    bench.actions["edit.undo"].trigger()
    assert bench.session.document == before


def test_cancel_changes_nothing(bench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    before = bench.session.document
    seen = answer(qtbot, lambda dialog: QTest.keyClick(dialog, KEY.Key_Escape))
    bench.importing.open_path(table(tmp_path))
    assert seen
    assert bench.session.document is before


def test_a_network_that_does_not_fit_is_adapted_on_demand(
    bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    answer(qtbot, press_import)
    bench.importing.open_path(table(tmp_path, IRIS, "iris.csv"))
    assert len(bench.session.document.dataset) == 3
    bar = bench.message_bar
    assert bar.text == ("The samples have 4 inputs and 3 targets. The network has 2 inputs and 1 output.")
    assert [button.text() for button in bar.buttons] == ["Adapt the network", "New network 4-2-3"]
    QTest.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
    document = bench.session.document
    assert document.data_fit()
    assert document.network.layer_sizes == (4, 2, 3)
    assert bench.session.undo_stack.undoText() == "Adapt the network to the samples"
    bench.actions["edit.undo"].trigger()
    bench.actions["edit.undo"].trigger()
    assert bench.session.document == example("xor-sigmoid")


def test_a_new_network_is_offered_where_there_is_none(bench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    bench.session.new()
    answer(qtbot, press_import)
    bench.importing.open_path(table(tmp_path, IRIS, "iris.csv"))
    (button,) = bench.message_bar.buttons
    assert button.text() == "New network 4-4-3"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert bench.session.document.network.layer_sizes == (4, 4, 3)
    assert bench.session.document.data_fit()


def test_an_offer_for_samples_that_are_gone_does_nothing(
    bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    answer(qtbot, press_import)
    bench.importing.open_path(table(tmp_path, IRIS))
    bench.actions["data.xor"].trigger()
    before = bench.session.document
    bench.message_bar._show(*bench.message_bar._question)
    QTest.mouseClick(bench.message_bar.buttons[0], Qt.MouseButton.LeftButton)
    assert bench.session.document is before


def test_to_hundreds_of_inputs_no_drawing_is_adapted(bench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    wide = ",".join(f"p{i}" for i in range(200)) + ",class\n"
    rows = "".join(",".join(["1"] * 200) + f",{name}\n" for name in "ab")
    answer(qtbot, press_import)
    bench.importing.open_path(table(tmp_path, wide + rows))
    assert [button.text() for button in bench.message_bar.buttons] == ["New network 200-2-1"]


def test_a_closed_dialog_is_gone(bench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    gone: list[weakref.ref[ImportDataDialog]] = []
    answer(qtbot, lambda dialog: gone.append(weakref.ref(dialog)))
    bench.importing.open_path(table(tmp_path))
    (left,) = gone

    def collected() -> bool:
        gc.collect()
        return left() is None

    qtbot.waitUntil(collected)


# --- drops --------------------------------------------------------------------------------------------------


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag_over(widget: QWidget, data: QMimeData) -> bool:
    held = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, *held)
    QApplication.sendEvent(widget, enter)
    return enter.isAccepted()


def drop(widget: QWidget, data: QMimeData) -> None:
    held = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event = QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, *held)
    QApplication.sendEvent(widget, event)
    assert event.isAccepted()


@pytest.mark.parametrize("suffix", [".csv", ".CSV", ".tsv", ".txt", ".data"])
def test_a_table_dropped_on_the_plane_opens_the_dialog(
    bench: Workbench, qtbot: QtBot, tmp_path: Path, suffix: str
) -> None:
    data = files(table(tmp_path, name=f"points{suffix}"))
    # Qt gives a drag to the first widget under the mouse that takes drops.
    widget: QWidget | None = bench.plane.plot.viewport()
    while widget is not None and not widget.acceptDrops():
        widget = widget.parentWidget()
    assert widget is bench.window
    assert drag_over(bench.window, data)
    assert bench.message_bar.text == f"Drop it to import the samples in points{suffix}."
    seen = answer(qtbot, press_import)
    drop(bench.window, data)
    assert bench.message_bar.text == ""
    assert not seen, "the program that it comes from is let go first"
    qtbot.waitUntil(lambda: len(bench.session.document.dataset) == 3)
    assert bench.session.undo_stack.undoText() == f"Import points{suffix}"


def test_the_hint_goes_when_the_file_is_dragged_away(bench: Workbench, tmp_path: Path) -> None:
    assert drag_over(bench.window, files(table(tmp_path)))
    QApplication.sendEvent(bench.window, QDragLeaveEvent())
    assert bench.message_bar.text == ""


def test_several_files_are_not_taken(bench: Workbench, tmp_path: Path) -> None:
    assert not drag_over(bench.window, files(table(tmp_path), table(tmp_path, name="b.csv")))
    assert bench.message_bar.text == ""


# --- the clipboard ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["edit.paste", "data.paste"])
def test_cells_of_a_spreadsheet_are_pasted(bench: Workbench, qtbot: QtBot, way: str) -> None:
    put_text("x1\tx2\tt\n0\t0,5\t0\n1\t1,5\t1\n")
    answer(qtbot, press_import)
    bench.plane.plot.setFocus()
    if way == "edit.paste":
        QTest.keyClick(bench.plane.plot, KEY.Key_V, CTRL)
    else:
        bench.actions[way].trigger()
    assert bench.session.document.dataset.x.tolist() == [[0.0, 0.5], [1.0, 1.5]]
    assert bench.session.undo_stack.undoText() == "Paste 2 samples"


@pytest.mark.parametrize("text", ["", "Dear all,\nthe lecture is moved.", "0,5", "1\n2\n3", "a\tb\nc\td"])
def test_what_is_no_table_is_not_pasted_as_one(bench: Workbench, text: str) -> None:
    put_text(text)
    before = bench.session.document
    bench.actions["data.paste"].trigger()
    assert bench.message_bar.text == (
        "There is no table on the clipboard; copy cells of a spreadsheet first."
    )
    bench.actions["edit.paste"].trigger()
    assert bench.message_bar.text.startswith("There is no network on the clipboard")
    assert bench.session.document is before


def test_parts_of_networks_and_numbers_are_pasted_as_ever(bench: Workbench) -> None:
    count = len(bench.session.document.network.nodes)
    put_part(copied(bench.session.document, ["h1"]))
    bench.actions["edit.paste"].trigger()
    assert len(bench.session.document.network.nodes) == count + 1
    edge = bench.session.document.network.edges[0]
    bench.session.select(edges=[edge.key])
    put_text("0,25")
    bench.actions["edit.paste"].trigger()
    assert bench.session.document.network.edge(*edge.key).weight == 0.25


# --- out ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("comma", [False, True])
def test_samples_go_to_a_file_and_back(
    bench: Workbench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, comma: bool
) -> None:
    dataset = Dataset(
        np.array([[0.1, 1e-17], [1 / 3, 2.0]]), np.array([[0.0], [1.0]]), names=("u", "v"), labels=("b", "a")
    )
    document = edits.set_view(edits.set_dataset(bench.session.document, dataset), decimal_comma=comma)
    bench.session.edit("Samples", document)
    path = tmp_path / "out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(path), ""))
    bench.actions["data.export"].trigger()
    qtbot.waitUntil(lambda: bench.message_bar.text == "Exported out.csv.")
    sep = ";" if comma else ","
    assert path.read_text().splitlines()[0] == sep.join(("u", "v", "class"))
    answer(qtbot, press_import)
    bench.importing.open_path(path)
    assert bench.session.document.dataset == dataset


def test_what_cannot_be_written_is_told(
    bench: Workbench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(tmp_path / "no" / "out.csv"), ""))
    bench.actions["data.export"].trigger()
    qtbot.waitUntil(lambda: "could not be exported: there is no folder" in bench.message_bar.text)


def test_samples_are_copied_as_cells(bench: Workbench) -> None:
    bench.actions["data.xor"].trigger()
    bench.actions["data.copy"].trigger()
    assert QGuiApplication.clipboard().text().splitlines()[:2] == ["x1\tx2\tt", "0\t0\t0"]
    assert bench.message_bar.text == "4 samples copied as a table."


def test_without_samples_there_is_nothing_to_export(bench: Workbench) -> None:
    bench.session.new()
    assert not bench.actions["data.export"].isEnabled()
    assert not bench.actions["data.copy"].isEnabled()
    bench.data_exports.copy()
    assert bench.message_bar.text == "There are no samples."


# --- very many ----------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_million_rows_are_imported_while_the_window_lives(
    bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    draw = np.random.default_rng(0)
    lines = "".join(f"{x:.4f},{y:.4f},{'ab'[int(x > 0)]}\n" for x, y in draw.normal(size=(1000, 2)))
    path = table(tmp_path, "x1,x2,class\n" + lines * 1000, "million.csv")
    turns = _Turns()

    def watch(dialog: ImportDataDialog) -> None:
        assert turns.count > 20, "others had their turns while it was read"
        assert dialog.rows.size.text() == "1,000,000 rows in all"
        assert dialog.note == "1,000,000 samples: 2 inputs, 2 classes (a and b)."
        press_import(dialog)

    answer(qtbot, watch, patience=60_000)
    bench.importing.open_path(path)
    assert len(bench.session.document.dataset) == 1_000_000
    assert len(bench.plane.plot.points.shown) == MOST_SHOWN
    bench.actions["edit.undo"].trigger()
    assert len(bench.session.document.dataset) == 4


class _Turns(QObject):
    """Counts the turns of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._add)
        self._timer.start(5)

    def _add(self) -> None:
        self.count += 1
