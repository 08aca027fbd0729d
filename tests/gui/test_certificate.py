"""The gradient check: second opinions in one window, for the document as it is at any moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.gui.dialogs.certificate import CertificateDialog
from nndesk.gui.workbench import Workbench
from nndesk.network.model import Network
from nndesk.network.pytorch import installed


@pytest.fixture
def dialog(bench: Workbench, qtbot: QtBot) -> Iterator[CertificateDialog]:
    bench.session.new(example("worked-example"))
    bench.diagram.setFocus()
    QTest.keyClick(bench.window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bench.certificate.found is not None)
    yield bench.certificate
    bench.certificate.close()


def texts(dialog: CertificateDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_a_key_opens_it_and_every_way_agrees(dialog: CertificateDialog) -> None:
    assert dialog.isVisible()
    assert dialog.verdict.text().startswith("The gradients agree")
    shown = texts(dialog)
    assert "Backward pass and central differences" in shown
    assert "x = (1, 0, 1), t = (1)" in shown
    assert ("PyTorch" in shown) == installed()


def test_it_follows_each_edit_and_undo(bench: Workbench, qtbot: QtBot, dialog: CertificateDialog) -> None:
    first = dialog.found
    session = bench.session
    session.edit("Change", edits.set_weight(session.document, "x1", "h1", 2.5))
    assert dialog.found is None
    qtbot.waitUntil(lambda: dialog.found is not None)
    assert dialog.found != first
    session.undo_stack.undo()
    qtbot.waitUntil(lambda: dialog.found is not None)
    assert dialog.found == first


def test_a_mismatch_is_not_hidden(
    bench: Workbench, qtbot: QtBot, dialog: CertificateDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nndesk.network import check as module

    right = module.gradients

    def wrong(*arguments: object) -> tuple[float, dict, dict]:
        J, dw, db = right(*arguments)  # type: ignore[arg-type]
        return J, dw, {key: value + 1e-4 * (key == "h2") for key, value in db.items()}

    monkeypatch.setattr(module, "gradients", wrong)
    session = bench.session
    session.edit("Change", edits.set_weight(session.document, "x1", "h1", 2.5))
    qtbot.waitUntil(lambda: dialog.found is not None)
    assert dialog.verdict.text() == "The gradients do not agree: 1·10⁻⁴ at bias of h2."


def test_kinks_are_named_and_nothing_is_said_of_nothing(
    bench: Workbench, qtbot: QtBot, dialog: CertificateDialog
) -> None:
    bench.session.new(example("xor"))
    qtbot.waitUntil(lambda: dialog.found is not None)
    corner = edits.set_example(edits.set_bias(bench.session.document, "h1", -1.0), (1.0, 0.0), (1.0,))
    bench.session.edit("Change", corner)
    qtbot.waitUntil(lambda: dialog.found is not None)
    assert "across a kink or a jump: h1<-x1, bias of h1" in texts(dialog)
    bench.session.new(Document(network=Network()))
    assert dialog.verdict.text() == "There is nothing to check: the network has no output."
    assert dialog.found is None


def test_it_is_copied_as_text(dialog: CertificateDialog) -> None:
    button = next(b for b in dialog.findChildren(type(dialog._copy)) if b.text() == "Copy")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    text = QApplication.clipboard().text()
    assert text.startswith("The gradients agree")
    assert len(text.splitlines()) == 6 + installed()
