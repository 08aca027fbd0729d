"""What there is to know: the guide, what nndesk is, what went wrong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from nndesk import __version__
from nndesk.gui.dialogs.guide_page import GuidePage


class TextDialog(QDialog):
    """A page to read. It may stay open while one works."""

    def __init__(
        self,
        title: str,
        parent: QWidget | None = None,
        size: tuple[int, int] = (560, 600),
        page: QTextBrowser | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = page if page is not None else QTextBrowser()
        self.page.setAccessibleName(title)
        self.page.setViewportMargins(0, 0, 12, 0)
        self.page.document().setDocumentMargin(0)
        close = QPushButton(QCoreApplication.translate("nndesk", "Close"))
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(self.page, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(*size)


def guide_dialog(dark: bool, parent: QWidget | None = None) -> TextDialog:
    """The user guide that is shipped with the program."""
    title = QCoreApplication.translate("nndesk", "Guide")
    return TextDialog(title, parent, (800, 760), GuidePage(dark))


def about_dialog(parent: QWidget | None = None) -> QDialog:
    """Name, version, licences."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(QCoreApplication.translate("nndesk", "About nndesk"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    name = QLabel(f"nndesk {__version__}")
    name.setProperty("role", "heading")
    what = QLabel(
        QCoreApplication.translate(
            "nndesk",
            "A desktop laboratory for the first lecture on neural networks: draw a network, walk its passes, "
            "see what it makes of the plane, train it.",
        )
    )
    what.setWordWrap(True)
    licences = QLabel(
        QCoreApplication.translate(
            "nndesk",
            "nndesk is free software under the MIT licence. Qt for Python is used under the LGPL, Inter and "
            "STIX Two under the SIL Open Font Licence, the icons are Tabler's under the MIT licence.",
        )
    )
    licences.setProperty("role", "muted")
    licences.setWordWrap(True)
    close = QPushButton(QCoreApplication.translate("nndesk", "Close"))
    close.setDefault(True)
    close.clicked.connect(dialog.close)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 24, 24, 16)
    column.setSpacing(12)
    for label in (name, what, licences):
        column.addWidget(label)
    column.addSpacing(8)
    column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    dialog.setFixedWidth(440)
    return dialog


def details_dialog(text: str, parent: QWidget | None = None) -> TextDialog:
    """A traceback, to be read or copied."""
    dialog = TextDialog(QCoreApplication.translate("nndesk", "What went wrong"), parent, (760, 480))
    dialog.page.setPlainText(text)
    dialog.page.setLineWrapMode(QTextBrowser.LineWrapMode.NoWrap)
    return dialog
