"""How numbers are written, which weights show theirs, what stands in the neurons: the document's own view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from nndesk.document import edits

if TYPE_CHECKING:
    from nndesk.gui.session import Session

DIGITS = (2, 3, 4, 5, 6)


class Showing(QObject):
    """Chooses these for the session's document, each choice one named undo step."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def set_digits(self, digits: int) -> None:
        text = QCoreApplication.translate("nndesk", "Write {count} significant digits")
        self._edit(text.format(count=digits), digits=digits)

    def set_fractions(self, on: bool) -> None:
        self._edit(
            QCoreApplication.translate("nndesk", "Write exact fractions")
            if on
            else QCoreApplication.translate("nndesk", "Write decimals instead of fractions"),
            fractions=on,
        )

    def set_decimal_comma(self, on: bool) -> None:
        self._edit(
            QCoreApplication.translate("nndesk", "Write decimal commas")
            if on
            else QCoreApplication.translate("nndesk", "Write decimal points"),
            decimal_comma=on,
        )

    def set_labels(self, labels: str) -> None:
        self._edit(dict(label_steps())[labels], labels=labels)

    def set_shading(self, shading: str) -> None:
        self._edit(dict(shading_steps())[shading], shading=shading)

    def set_regions(self, shown: bool) -> None:
        self._edit(regions_step(shown), show_regions=shown)

    def set_one_scale(self, on: bool) -> None:
        self._edit(one_scale_step(on), one_scale=on)

    def set_faces(self, faces: str) -> None:
        self._edit(dict(face_steps())[faces], faces=faces)

    def _edit(self, text: str, **changes: object) -> None:
        self._session.edit(text, edits.set_view(self._session.document, **changes))


# --- words ------------------------------------------------------------------------------------------------


def digit_choices() -> tuple[tuple[int, str], ...]:
    """``(digits, menu text)``."""
    text = QCoreApplication.translate("nndesk", "&{count} significant digits")
    return tuple((count, text.format(count=count)) for count in DIGITS)


def fractions_choice() -> str:
    return QCoreApplication.translate("nndesk", "Exact &fractions where they are")


def comma_choice() -> str:
    return QCoreApplication.translate("nndesk", "Decimal &comma")


def label_choices() -> tuple[tuple[str, str], ...]:
    """``(labels, menu text)``."""
    return (
        ("all", QCoreApplication.translate("nndesk", "Show &all")),
        ("hover", QCoreApplication.translate("nndesk", "Show on &hover")),
        ("none", QCoreApplication.translate("nndesk", "H&ide")),
    )


def label_steps() -> tuple[tuple[str, str], ...]:
    """``(labels, name of the undo step)``."""
    return (
        ("all", QCoreApplication.translate("nndesk", "Show all weights")),
        ("hover", QCoreApplication.translate("nndesk", "Show weights on hover")),
        ("none", QCoreApplication.translate("nndesk", "Hide weights")),
    )


def face_choices(inputs: int = 2) -> tuple[tuple[str, str, bool], ...]:
    """``(faces, menu text, whether a network with so many inputs can show it)``."""
    two = inputs == 2
    return (
        ("curve", QCoreApplication.translate("nndesk", "Activation &curve"), True),
        ("value", QCoreApplication.translate("nndesk", "&Output"), True),
        (
            "field",
            QCoreApplication.translate("nndesk", "&Field over the input plane")
            if two
            else QCoreApplication.translate("nndesk", "&Field over the input plane (needs two inputs)"),
            two,
        ),
    )


def face_steps() -> tuple[tuple[str, str], ...]:
    """``(faces, name of the undo step)``."""
    return (
        ("curve", QCoreApplication.translate("nndesk", "Show activation curves in the neurons")),
        ("value", QCoreApplication.translate("nndesk", "Show outputs in the neurons")),
        ("field", QCoreApplication.translate("nndesk", "Show fields in the neurons")),
    )


def shading_choices() -> tuple[tuple[str, str], ...]:
    """``(shading, menu text)``."""
    return (
        ("values", QCoreApplication.translate("nndesk", "Shade by &values")),
        ("classes", QCoreApplication.translate("nndesk", "Shade by &classes")),
    )


def shading_steps() -> tuple[tuple[str, str], ...]:
    """``(shading, name of the undo step)``."""
    return (
        ("values", QCoreApplication.translate("nndesk", "Shade the plane by values")),
        ("classes", QCoreApplication.translate("nndesk", "Shade the plane by classes")),
    )


def regions_choice() -> str:
    return QCoreApplication.translate("nndesk", "&Regions of the first layer")


def regions_step(shown: bool) -> str:
    if shown:
        return QCoreApplication.translate("nndesk", "Show the regions of the first layer")
    return QCoreApplication.translate("nndesk", "Hide the regions of the first layer")


def one_scale_choice() -> str:
    return QCoreApplication.translate("nndesk", "&One scale for both axes")


def one_scale_step(on: bool) -> str:
    """The name of the undo step."""
    if on:
        return QCoreApplication.translate("nndesk", "Show the plane to one scale")
    return QCoreApplication.translate("nndesk", "Let the plane fill its place")
