"""The model of the table: order, filter, what is said to have changed, what is said aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from nndesk.document import edits
from nndesk.document.edits import layered
from nndesk.document.examples import example
from nndesk.gui.weights.weights_model import INITIAL, LOCK, SOURCE, TARGET, VALUE, WeightsModel
from nndesk.network.model import EdgeKey

DOWN = Qt.SortOrder.DescendingOrder


@pytest.fixture
def model(qapp: QCoreApplication) -> WeightsModel:
    return WeightsModel(example("worked-example"))


def _values(model: WeightsModel, column: int = VALUE) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_qt_finds_nothing_wrong_with_it(model: WeightsModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(VALUE)
    model.set_filter("h1")
    model.set_document(edits.remove(model.document, ["h2"]))
    model.set_document(edits.set_bias(model.document, "h1", 3.0))
    assert tester.model() is model


def test_rows_are_in_layer_order_and_sort_by_each_column_stably(model: WeightsModel) -> None:
    layer_order = _values(model)
    assert layer_order == ["0.5", "−1", "0.5", "−1", "−0.5", "1", "1", "−0.5", "1", "−1", "0"]
    model.sort(VALUE)
    assert _values(model) == ["−1", "−1", "−1", "−0.5", "−0.5", "0", "0.5", "0.5", "1", "1", "1"]
    assert [str(p) for p in model.parameters[:3]] == ["h1<-x2", "h1", "o1<-h2"]
    model.sort(VALUE, DOWN)
    assert _values(model)[0] == "1"
    model.sort(SOURCE)
    assert _values(model, SOURCE) == ["", "", "", "x1", "x1", "x2", "x2", "x3", "x3", "h1", "h2"]
    model.sort(TARGET, DOWN)
    assert _values(model, TARGET)[0] == "o1"
    model.set_document(edits.set_lock(model.document, "o1", True))
    model.sort(LOCK, DOWN)
    assert model.parameter(0) == "o1"
    model.sort(-1)
    assert _values(model) == layer_order


def test_the_filter_keeps_what_has_to_do_with_a_node(model: WeightsModel) -> None:
    model.set_filter(" X2 ")
    assert [str(p) for p in model.parameters] == ["h1<-x2", "h2<-x2"]
    model.set_filter("")
    assert model.rowCount() == 11


def test_only_the_cells_that_differ_are_said_to_have_changed(model: WeightsModel) -> None:
    spy, resets = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)
    document = model.document
    model.set_document(edits.move(document, {"h1": (5.0, 5.0)}))
    assert spy.count() == 0
    model.set_document(edits.set_weight(document, "x2", "h1", 4.0))
    assert {(spy.at(i)[0].row(), spy.at(i)[0].column()) for i in range(spy.count())} == {
        (1, VALUE),
        (1, LOCK),
    }
    assert resets.count() == 0
    model.set_document(document)
    assert _values(model)[1] == "−1"


def test_a_large_change_is_told_at_once_and_another_graph_resets(qapp: QCoreApplication) -> None:
    model = WeightsModel(layered("10-10-1"))
    spy, resets = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)
    model.set_document(edits.scale(model.document, 2.0, model.document.network.names))
    assert spy.count() == 1
    model.set_document(edits.rename(model.document, "h1", "g"))
    assert resets.count() == 1


def test_initial_values_show_what_training_has_changed(model: WeightsModel) -> None:
    key = EdgeKey("x1", "h1")
    network = model.document.network.with_weights({key: 9.0})
    model.set_document(edits.set_network_numbers(model.document, network))
    assert _values(model, INITIAL)[:2] == ["0.5", ""]
    assert _values(model)[0] == "9"
    model.sort(INITIAL, DOWN)
    assert model.parameter(0) == key
    model.set_document(edits.reset(model.document))
    assert _values(model, INITIAL)[0] == ""


def test_a_screen_reader_hears_what_each_cell_belongs_to(model: WeightsModel) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    model.set_document(edits.set_lock(model.document, EdgeKey("x1", "h1"), True))
    assert model.index(0, VALUE).data(role) == "weight from x1 to h1, 0.5, locked"
    assert model.index(3, VALUE).data(role) == "bias of h1, −1"
    assert model.index(0, LOCK).data(role) == "weight from x1 to h1, locked"
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            assert model.index(row, column).data(role)


def test_numbers_are_written_as_the_document_wants(model: WeightsModel) -> None:
    model.set_document(edits.set_view(model.document, fractions=True))
    assert _values(model)[0] == "1/2"
    model.set_document(edits.set_view(model.document, fractions=False, decimal_comma=True))
    assert _values(model)[0] == "0,5"
