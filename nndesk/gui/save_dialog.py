"""Asking where to write a file, under which name, and never over another one unasked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from nndesk.document.examples import EXAMPLES


def ask_where(
    window: QWidget, title: str, suggestion: Path, kinds: str, suffixes: str | tuple[str, ...]
) -> Path | None:
    """Ask for a file name; None if the person has thought better of it.

    Args:
        kinds: the dialog's filter: ``"nndesk documents (*.nndesk)"``.
        suffixes: with the dot, one or several; a name without any of them gets the first.
    """
    suffixes = (suffixes,) if isinstance(suffixes, str) else suffixes
    while True:
        name, _ = QFileDialog.getSaveFileName(window, title, str(suggestion), kinds)
        if not name:
            return None
        path = Path(name)
        if path.suffix.lower() in suffixes:
            return path
        # The dialog has asked about the file that was named, not about the one that is now meant.
        path = path.with_name(path.name + suffixes[0])
        if not path.exists() or may_replace(window, path):
            return path
        suggestion = path


def may_replace(window: QWidget, path: Path) -> bool:
    """Ask whether the file that stands there may go."""
    question = QMessageBox(window)
    question.setIcon(QMessageBox.Icon.NoIcon)
    text = QCoreApplication.translate("nndesk", "Replace “{name}”?")
    question.setText(text.format(name=path.name))
    text = QCoreApplication.translate("nndesk", "A file of that name is already in {folder}.")
    question.setInformativeText(text.format(folder=path.absolute().parent))
    replace = question.addButton(
        QCoreApplication.translate("nndesk", "Replace"), QMessageBox.ButtonRole.AcceptRole
    )
    question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
    question.exec()
    answer = question.clickedButton() is replace
    question.deleteLater()
    return answer


def file_stem(name: str, path: Path | None = None) -> str:
    """What to call the file of a document: as it is called, else by the example it is, else by ``name``.

    The result is a file name, without suffix, that every system takes.
    """
    if path is not None:
        return path.stem
    for key, info in EXAMPLES.items():
        if info.title == name:
            return key
    kept = "".join(c if c.isalnum() or c in " -_.()" else "-" for c in name).strip(" .")
    return kept[:80] or "network"
