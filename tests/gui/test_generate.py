"""Data > Generate…, Normalise and Split…: by keys and mouse, each one undo step."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from nndesk.data.generators import GENERATORS
from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.figure.style import Style
from nndesk.gui.dialogs.generate import GenerateDialog
from nndesk.gui.dialogs.split import SplitDialog
from nndesk.gui.number_field import NumberField
from nndesk.gui.workbench import Workbench

KEY = Qt.Key


def dialog_on(qtbot: QtBot, document: Document, name: str = "", **options: object) -> GenerateDialog:
    dialog = GenerateDialog(document, Style(), name=name, **options)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def drawn(qtbot: QtBot, dialog: GenerateDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.preview.pending)


@pytest.mark.parametrize("name", GENERATORS)
def test_every_generator_shows_what_it_makes(qtbot: QtBot, name: str) -> None:
    dialog = dialog_on(qtbot, edits.layered("2-4-1"), name)
    assert dialog.generator is GENERATORS[name]
    assert dialog.settings == GENERATORS[name].defaults()
    drawn(qtbot, dialog)
    assert dialog.preview.figure is not None
    assert "samples" in dialog.note
    assert dialog.generate.isEnabled()
    assert dialog.seed_field.isEnabled() == GENERATORS[name].random


def test_the_picture_follows_while_one_types(qtbot: QtBot) -> None:
    dialog = dialog_on(qtbot, edits.layered("2-4-1"), "moons")
    drawn(qtbot, dialog)
    first = dialog.preview.figure
    count = dialog.form.fields["count"]
    count.setFocus()
    QTest.keyClicks(count, "7")
    assert dialog.settings["count"] == 7
    assert dialog.note.startswith("14 samples")
    drawn(qtbot, dialog)
    assert dialog.preview.figure != first
    QTest.keyClicks(count, "0000")
    assert dialog.note == "Points is 70000; it goes from 1 to 10,000."
    assert not dialog.generate.isEnabled()
    QTest.keyClick(count, KEY.Key_Escape)
    assert dialog.settings["count"] == 100
    assert dialog.generate.isEnabled()


def test_a_new_seed_is_another_one(qtbot: QtBot) -> None:
    dialog = dialog_on(qtbot, edits.layered("2-4-1"), "moons", seed=5)
    dialog.new_seed.setFocus()
    QTest.keyClick(dialog.new_seed, KEY.Key_Space)
    assert dialog.seed != 5


def test_any_table_can_be_typed(qtbot: QtBot) -> None:
    dialog = dialog_on(qtbot, edits.layered("2-2-1", "tanh"))
    assert dialog.settings == {"function": "xor", "inputs": 2, "low": "-1"}
    box = dialog.form.fields["function"]
    assert isinstance(box, QComboBox)
    box.setFocus()
    line = box.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "010")
    assert dialog.note == "A function of 2 inputs has 4 results, but 3 are given."
    QTest.keyClicks(line, "1")
    assert dialog.settings["function"] == "0101"
    assert dialog.note == "4 samples of 2 classes"


def test_a_table_begins_with_the_inputs_of_the_network(qtbot: QtBot) -> None:
    assert dialog_on(qtbot, edits.layered("3-2-1")).settings["inputs"] == 3
    assert dialog_on(qtbot, Document()).settings["inputs"] == 2


def test_what_does_not_fit_is_said_and_can_be_adapted(qtbot: QtBot) -> None:
    dialog = dialog_on(qtbot, edits.layered("2-4-1"), "clouds")
    assert dialog.adapts
    dialog.form.fields["classes"].setFocus()
    QTest.keyClicks(dialog.form.fields["classes"], "2")
    assert not dialog.adapt.isVisible()
    assert not dialog.adapts
    empty = dialog_on(qtbot, Document(), "clouds")
    assert not empty.adapt.isVisible(), "an empty canvas has nothing to adapt"
    linear = dialog_on(qtbot, edits.layered("1-4-1"), "function")
    assert "linear" in linear.adapt.text()


# --- in the window ----------------------------------------------------------------------------------------


def with_dialog(kind: type[QWidget], act: Callable[[QWidget], None]) -> None:
    """Do ``act`` with the dialog as soon as it is open."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isActiveWindow():
            try:
                act(dialog)
            finally:
                # Or a test that fails would wait for ever.
                dialog.close()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def test_by_keys_alone_a_spiral_is_one_undo_step(bench: Workbench) -> None:
    before = bench.session.document

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, GenerateDialog)
        assert dialog.list.hasFocus()
        QTest.keyClicks(dialog.list, "sp")
        assert dialog.generator.name == "spiral"
        QTest.keyClick(dialog.list, KEY.Key_Tab)
        arms = dialog.focusWidget()
        assert isinstance(arms, NumberField)
        QTest.keyClicks(arms, "3")
        QTest.keyClick(arms, KEY.Key_Tab)
        QTest.keyClicks(dialog.focusWidget(), "3")
        QTest.keyClick(dialog.focusWidget(), KEY.Key_Tab)
        assert dialog.adapts
        QTest.keyClick(dialog, KEY.Key_Return)

    with_dialog(GenerateDialog, choose)
    QTest.keyClick(bench.window, KEY.Key_G, Qt.KeyboardModifier.ControlModifier)
    document = bench.session.document
    assert bench.session.undo_stack.undoText() == "Generate data: Spiral"
    assert bench.session.undo_stack.count() == 1
    assert document.dataset.t.shape == (300, 3)
    assert len(document.network.outputs) == 3
    assert document.data_fit()
    bench.session.undo_stack.undo()
    assert bench.session.document is before

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, GenerateDialog)
        assert dialog.generator.name == "spiral"
        assert dialog.settings["arms"] == 3
        QTest.keyClick(dialog, KEY.Key_Escape)

    with_dialog(GenerateDialog, look)
    bench.actions["data.generate"].trigger()
    assert bench.session.document is before


def test_without_adapting_the_samples_are_taken_and_the_misfit_is_said(bench: Workbench) -> None:
    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, GenerateDialog)
        QTest.keyClicks(dialog.list, "ga")
        QTest.mouseClick(dialog.adapt, Qt.MouseButton.LeftButton, pos=dialog.adapt.rect().center() * 0.2)
        assert not dialog.adapts
        QTest.mouseClick(dialog.generate, Qt.MouseButton.LeftButton)

    with_dialog(GenerateDialog, choose)
    bench.actions["data.generate"].trigger()
    assert bench.session.document.dataset.target_count == 3
    assert len(bench.session.document.network.outputs) == 1
    assert "3 target" in bench.message_bar.text


def test_normalising_is_a_named_step_and_marked_in_the_menu(bench: Workbench) -> None:
    actions = bench.actions
    assert actions["data.normalise_none"].isChecked()
    assert not actions["data.fit_again"].isEnabled()
    actions["data.normalise_zscore"].trigger()
    document = bench.session.document
    assert bench.session.undo_stack.undoText() == "Normalise the data by z-scores"
    assert document.normalisation.kind == "zscore"
    np.testing.assert_allclose(np.abs(document.samples.x), 1)
    assert actions["data.normalise_zscore"].isChecked()
    assert actions["data.fit_again"].isEnabled()
    actions["data.fit_again"].trigger()
    assert bench.session.document is document
    bench.session.undo_stack.undo()
    assert actions["data.normalise_none"].isChecked()
    actions["data.remove_all"].trigger()
    for name in ("split", "normalise_minmax", "normalise_zscore", "fit_again"):
        assert not actions[f"data.{name}"].isEnabled()


def test_a_part_is_held_out_by_keys(bench: Workbench) -> None:
    bench.actions["data.two_clouds"].trigger()

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, SplitDialog)
        assert dialog.percent.hasFocus()
        QTest.keyClicks(dialog.percent, "40")
        assert dialog.note.startswith("150 samples are left to train on.")
        QTest.keyClick(dialog.percent, KEY.Key_Return)

    with_dialog(SplitDialog, choose)
    bench.actions["data.split"].trigger()
    document = bench.session.document
    assert bench.session.undo_stack.undoText() == "Hold out 100 samples"
    assert np.bincount(document.dataset.held_out.classes).tolist() == [40, 60]


def test_a_part_that_leaves_nothing_cannot_be_held_out(qtbot: QtBot, bench: Workbench) -> None:
    dialog = SplitDialog(bench.session.document.dataset, bench.theme)
    qtbot.addWidget(dialog)
    dialog.percent.setValue(99)
    assert dialog.note == "Of 4 samples, all would be held out; nothing would be left to train on."
    ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    dialog.percent.setValue(0)
    assert ok.text() == "Hold out none"
    assert dialog.note == "All 4 samples are trained on."
