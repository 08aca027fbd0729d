"""How keys are written for people: one spelling for tooltips, the overlay of shortcuts and the guide."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

_ARROWS = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓"}


def key_name(portable: str, *, native: bool = True) -> str:
    """Keys in Qt's portable notation as they are shown: ``"Alt+Left"`` becomes ``Alt+←``.

    With ``native`` modifiers have the names of this machine and keys those of the person's language, without
    it those of Linux and Windows in English, wherever this runs.
    """
    form = QKeySequence.SequenceFormat.NativeText if native else QKeySequence.SequenceFormat.PortableText
    name = QKeySequence(portable).toString(form)
    if name.endswith("+"):
        # The plus key itself.
        return name
    head, plus, last = name.rpartition("+")
    spoken = {
        **_ARROWS,
        "Del": QCoreApplication.translate("nndesk", "Delete") if native else "Delete",
        "Return": QCoreApplication.translate("nndesk", "Enter") if native else "Enter",
        "Space": QCoreApplication.translate("nndesk", "Space") if native else "Space",
        "PgUp": QCoreApplication.translate("nndesk", "Page Up") if native else "Page Up",
        "PgDown": QCoreApplication.translate("nndesk", "Page Down") if native else "Page Down",
    }
    return f"{head}{plus}{spoken.get(last, last)}"


def key_names(portable: tuple[str, ...], *, native: bool = True) -> str:
    """Several keys that do the same, one after the other; those that are spelt alike are said once."""
    return ", ".join(dict.fromkeys(key_name(key, native=native) for key in portable))
