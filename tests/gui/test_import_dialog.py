"""The dialog in which a table is looked at before it is imported."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu
from pytestqt.qtbot import QtBot

from nndesk.data import csv_reading
from nndesk.data.csv_source import CsvSource
from nndesk.document.examples import example
from nndesk.document.layered import layered
from nndesk.gui.app import dress
from nndesk.gui.dialogs.import_data import background_reading
from nndesk.gui.dialogs.import_data import dialog as module
from nndesk.gui.dialogs.import_data.dialog import ImportDataDialog
from nndesk.gui.settings import Settings
from nndesk.gui.theme import Theme
from nndesk.gui.workbench import Workbench
from nndesk.gui.worker import Worker

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
Opener = Callable[..., ImportDataDialog]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return dress(qapp, Settings())


@pytest.fixture
def opened(qtbot: QtBot, worker: Worker, theme: Theme, tmp_path: Path) -> Opener:
    """Opens the dialog on a file with this text, or these bytes."""

    def open_on(content: str | bytes, document: object = None) -> ImportDataDialog:
        path = tmp_path / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        dialog = ImportDataDialog(CsvSource.of_file(path), document or example("xor"), worker, theme)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.activateWindow()
        return dialog

    return open_on


def settle(qtbot: QtBot, dialog: ImportDataDialog) -> str:
    qtbot.waitUntil(lambda: bool(dialog.note) and not dialog.reading.running and not dialog._soon.isActive())
    return dialog.note


def roles(dialog: ImportDataDialog) -> list[str]:
    return [column.role for column in dialog.table.table.columns]


def cells(dialog: ImportDataDialog) -> list[list[str]]:
    model = dialog.table.table
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(box: QComboBox, data: object) -> None:
    box.setCurrentIndex(box.findData(data))


def click_header(dialog: ImportDataDialog, column: int) -> QMenu:
    header = dialog.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 12, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, pos=at)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def pick(menu: QMenu, text: str) -> None:
    action = next(action for action in menu.actions() if action.text().split("\t")[0] == text)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


# --- what it says -------------------------------------------------------------------------------------------


def test_it_shows_the_table_and_what_was_found(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened("a;b;c\n0,5;1;no\n1,5;2;yes\n")
    assert settle(qtbot, dialog) == "2 samples: 2 inputs, 2 classes (no and yes)."
    assert cells(dialog) == [["0,5", "1", "no"], ["1,5", "2", "yes"]]
    assert dialog.table.table.headerData(0, Qt.Orientation.Vertical) == "2"
    assert roles(dialog) == ["input", "input", "class"]
    shown = [box.currentText() for box in (dialog.format.separator, dialog.format.decimal)]
    assert shown == ["Auto: Semicolon", "Auto: Comma 0,5"]
    assert dialog.format.header.currentText() == "Auto: Names"
    assert dialog.format.encoding.currentText() == "Auto: UTF-8"
    assert dialog.rows.size.text() == "2 rows in all"
    assert dialog.take.isEnabled()


def test_what_the_network_needs_otherwise_is_told(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened("a,b,c\n1,2,x\n3,4,y\n5,6,z\n")
    assert settle(qtbot, dialog) == (
        "3 samples: 2 inputs, 3 classes (x, y and z). The network has 2 inputs and 1 output."
    )
    assert dialog.take.isEnabled()


def test_classes_become_what_the_outputs_can_say(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened("a,b,c\n1,2,no\n3,4,yes\n", layered("2-1", "sign"))
    settle(qtbot, dialog)
    dialog.accept()
    assert dialog.dataset is not None
    assert dialog.dataset.t.tolist() == [[-1.0], [1.0]]


def test_test_samples_are_counted(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened("a,t,test\n1,0,0\n2,1,1\n3,1,1\n")
    assert settle(qtbot, dialog).startswith(
        "3 samples: 1 input, 1 target. 2 of them are held out for testing."
    )


def test_what_could_not_be_saved_is_told_before(
    opened: Opener, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nndesk.gui.dialogs.import_data.summary.MAX_BYTES", 100)
    dialog = opened("a,b,t\n1,0,0\n2,1,1\n")
    assert settle(qtbot, dialog).endswith("is too large to be saved; take fewer rows.")
    assert dialog.take.isEnabled()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\x00", b"\x89PNG\r\n\x1a\n\x00"])
def test_what_is_no_table_says_so(opened: Opener, content: bytes) -> None:
    dialog = opened(content)
    assert dialog.note.startswith("table.csv is ")
    assert not dialog.take.isEnabled()
    assert cells(dialog) == []


# --- problems -----------------------------------------------------------------------------------------------


def test_rows_with_problems_are_left_out_on_demand(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened("a,b,t\n0,0,0\n0,,1\nx,0,1\n1,1,0\n")
    assert settle(qtbot, dialog) == ("Row 3, column b: the value is missing. 1 more row cannot be used.")
    assert not dialog.take.isEnabled()
    assert dialog.leave_out.text() == "Leave out rows 3 and 4"
    bad = dialog.table.table.index(1, 1)
    assert bad.data() == "–"
    assert bad.data(Qt.ItemDataRole.ToolTipRole) == "the value is missing"
    assert dialog.table.table.index(2, 0).data(Qt.ItemDataRole.ToolTipRole) == "“x” is not a number"
    dialog.accept()
    assert dialog.isVisible(), "Enter does not import what has problems"
    QTest.mouseClick(dialog.leave_out, LEFT, pos=QPoint(8, dialog.leave_out.height() // 2))
    assert dialog.note == "2 samples: 2 inputs, 1 target."
    QTest.mouseClick(dialog.take, LEFT)
    assert dialog.dataset is not None
    assert dialog.dataset.x.tolist() == [[0.0, 0.0], [1.0, 1.0]]


def test_a_problem_goes_with_its_column(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened("a,b,t\n0,0,0\n0,,1\n1,1,0\n")
    settle(qtbot, dialog)
    assert dialog.leave_out.isVisible()
    pick(click_header(dialog, 1), "Left out")
    assert settle(qtbot, dialog).startswith("3 samples: 1 input, 1 target.")
    assert not dialog.leave_out.isVisible()
    assert dialog.take.isEnabled()


def test_where_no_row_can_be_used_nothing_is_left_out(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened("a,b,t\n0,,0\n,1,1\n")
    assert settle(qtbot, dialog) == "Row 2, column b: the value is missing. 1 more row cannot be used."
    assert not dialog.take.isEnabled()
    assert not dialog.leave_out.isVisible()


# --- columns ------------------------------------------------------------------------------------------------


def test_a_click_on_the_header_says_what_a_column_is(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened("a,b,c\n1,2,0\n3,4,1\n")
    assert roles(dialog) == ["input", "input", "target"]
    menu = click_header(dialog, 1)
    assert [action.isChecked() for action in menu.actions()] == [True, False, False, False, False]
    pick(menu, "Class")
    assert roles(dialog) == ["input", "class", "input"]
    assert settle(qtbot, dialog) == "2 samples: 2 inputs, 2 classes (2 and 4)."


def test_text_can_be_no_input(opened: Opener) -> None:
    dialog = opened("a,b,c\n1,u,0\n3,v,1\n")
    texts = [action.text().split("\t")[0] for action in click_header(dialog, 1).actions()]
    assert texts == ["Class", "Test sample?", "Left out"]
    QTest.keyClick(QApplication.activePopupWidget(), KEY.Key_Escape)


def test_keys_say_what_a_column_is(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened("a,b,c,d\n1,2,3,0\n3,4,5,1\n")
    table = QApplication.focusWidget()
    assert table is dialog.table
    QTest.keyClick(table, KEY.Key_L)
    QTest.keyClick(table, KEY.Key_Right)
    QTest.keyClick(table, KEY.Key_T)
    assert roles(dialog) == ["ignore", "target", "input", "target"]
    QTest.keyClick(table, KEY.Key_C)
    assert roles(dialog) == ["ignore", "class", "input", "input"]
    assert settle(qtbot, dialog).startswith("2 samples: 2 inputs, 2 classes")
    QTest.keyClick(table, KEY.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, KEY.Key_Escape)


def test_a_choice_that_makes_no_sense_is_told(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened("a,b\n1,2\n3,4\n")
    pick(click_header(dialog, 1), "Left out")
    assert settle(qtbot, dialog) == "Choose a column for the class, or one or more for the targets."
    assert not dialog.take.isEnabled()


# --- how it is written --------------------------------------------------------------------------------------


def test_another_separator_shows_another_table(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened("1,2;0\n3,4;1\n")
    assert cells(dialog)[0] == ["1,2", "0"]
    choose(dialog.format.separator, ",")
    assert cells(dialog)[0] == ["1", "2;0"]
    choose(dialog.format.separator, None)
    assert cells(dialog)[0] == ["1,2", "0"]
    assert settle(qtbot, dialog) == "2 samples: 1 input, 1 target. The network has 2 inputs and 1 output."


def test_what_was_said_about_columns_outlives_another_header(opened: Opener) -> None:
    dialog = opened("5,2,0\n3,4,1\n7,8,1\n")
    pick(click_header(dialog, 0), "Left out")
    choose(dialog.format.decimal, ".")
    assert roles(dialog) == ["ignore", "input", "target"]
    choose(dialog.format.header, True)
    assert dialog.table.table.headerData(0, Qt.Orientation.Horizontal) == "5"


def test_another_encoding_reads_other_letters(opened: Opener) -> None:
    dialog = opened("x,größe\n1,2\n3,4\n".encode("cp1252"))
    assert dialog.format.encoding.currentText() == "Auto: Windows-1252"
    assert dialog.table.table.columns[1].name == "größe"
    choose(dialog.format.encoding, "utf-8")
    assert "\ufffd" in dialog.table.table.columns[1].name


# --- which rows, and how long it takes ----------------------------------------------------------------------


def test_some_rows_may_be_taken(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened("a,b,t\n" + "".join(f"{i},1,0\n" for i in range(100)))
    choose(dialog.rows.which, "every")
    assert settle(qtbot, dialog).startswith("10 samples")
    choose(dialog.rows.which, "first")
    dialog.rows.count.setValue(7)
    assert settle(qtbot, dialog).startswith("7 samples")
    choose(dialog.rows.which, "random")
    assert settle(qtbot, dialog).startswith("7 samples")
    choose(dialog.rows.which, "all")
    assert settle(qtbot, dialog).startswith("100 samples")
    assert not dialog.rows.count.isVisible()


def test_of_too_many_rows_some_are_drawn(
    opened: Opener, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_TOO_MANY", 50)
    dialog = opened("a,b,t\n" + "".join(f"{i},1,0\n" for i in range(100)))
    assert dialog.rows.which.currentData() == "random"
    assert settle(qtbot, dialog).startswith("100 samples")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Readings halt halfway until this is set, or they are given up."""
    event = threading.Event()
    real = csv_reading.read

    def slow(
        source: object, wanted: object, progress: Callable[[float], object], cancel: threading.Event
    ) -> object:
        progress(0.5)
        while not event.wait(0.005):
            if cancel.is_set():
                raise csv_reading.CancelledError
        return real(source, wanted, progress, cancel)

    monkeypatch.setattr(background_reading, "read", slow)
    yield event
    event.set()


def test_a_long_reading_shows_how_far_it_is_and_the_dialog_stays_alive(
    opened: Opener, qtbot: QtBot, gate: threading.Event
) -> None:
    dialog = opened("a,b,t\n1,2,0\n3,4,1\n")
    qtbot.waitUntil(dialog.bar.isVisible)
    assert dialog.bar.value() == 500
    assert dialog.note == "Reading the table…"
    assert not dialog.take.isEnabled()
    pick(click_header(dialog, 0), "Left out")
    assert roles(dialog) == ["ignore", "input", "target"]
    gate.set()
    assert settle(qtbot, dialog).startswith("2 samples: 1 input, 1 target.")
    assert not dialog.bar.isVisible()


def test_closing_gives_the_reading_up(
    opened: Opener, qtbot: QtBot, worker: Worker, gate: threading.Event
) -> None:
    dialog = opened("a,b,t\n1,2,0\n3,4,1\n")
    qtbot.waitUntil(lambda: worker.busy(background_reading.KIND))
    QTest.keyClick(dialog, KEY.Key_Escape)
    assert not worker.busy(background_reading.KIND)
    assert dialog.dataset is None


def test_a_file_that_goes_away_is_told(opened: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened("a,b,t\n1,2,0\n3,4,1\n")
    settle(qtbot, dialog)
    (tmp_path / "table.csv").unlink()
    dialog.rows.draw_some()
    assert settle(qtbot, dialog) == "There is no file table.csv."
    assert not dialog.take.isEnabled()


# --- the look -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("projector", [False, True])
def test_every_part_is_named_for_those_who_do_not_see_it(
    opened: Opener, theme: Theme, projector: bool
) -> None:
    theme.set_projector(projector)
    dialog = opened("a,b,t\n1,2,0\n3,4,1\n")
    for widget in (*dialog.findChildren(QComboBox), dialog.table, dialog.rows.count, dialog.bar):
        assert widget.accessibleName()
    header = dialog.table.horizontalHeader()
    assert header.height() >= 2 * header.fontMetrics().height()
    theme.set_projector(False)


@pytest.mark.parametrize("scale", [1.0, 1.35])
def test_it_fits_into_a_small_window(bench: Workbench, qtbot: QtBot, tmp_path: Path, scale: float) -> None:
    bench.window.resize(880, 600)
    bench.theme.set_projector(scale > 1)
    (tmp_path / "a.csv").write_text("a;b;c\n0,5;1;no\n1,5;2;yes\n")
    source = CsvSource.of_file(tmp_path / "a.csv")
    dialog = ImportDataDialog(source, bench.session.document, bench.worker, bench.theme, bench.window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.width() <= 880
    assert dialog.height() <= 600
    bench.theme.set_projector(False)
