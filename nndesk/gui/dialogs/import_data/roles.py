"""What the columns of a table may be taken for, how it is called, and how one choice changes the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt

from nndesk.data.csv_columns import ROLES, Column, Role

ROLE_KEYS: dict[Qt.Key, Role] = {
    Qt.Key.Key_I: "input",
    Qt.Key.Key_T: "target",
    Qt.Key.Key_C: "class",
    Qt.Key.Key_S: "test",
    Qt.Key.Key_L: "ignore",
}
"""The keys that say it while the table has the keyboard."""


def role_name(role: Role) -> str:
    """What a column is taken for, in a word or two."""
    return {
        "input": QCoreApplication.translate("nndesk", "Input"),
        "target": QCoreApplication.translate("nndesk", "Target"),
        "class": QCoreApplication.translate("nndesk", "Class"),
        "test": QCoreApplication.translate("nndesk", "Test sample?"),
        "ignore": QCoreApplication.translate("nndesk", "Left out"),
    }[role]


def possible_roles(column: Column) -> tuple[Role, ...]:
    """What this column can be: only numbers are inputs and targets."""
    if column.kind == "empty":
        return ("ignore",)
    if column.kind == "text":
        return ("class", "test", "ignore")
    return ROLES


def with_role(columns: Sequence[Column], at: int, role: Role) -> tuple[Role, ...]:
    """The roles after column ``at`` has been given ``role``: there is one class or some targets, and one
    column that marks test samples, so what was chosen before gives way."""
    gives_way: dict[Role, tuple[Role, ...]] = {
        "class": ("class", "target"),
        "target": ("class",),
        "test": ("test",),
    }
    roles: list[Role] = [column.role for column in columns]
    for other, column in enumerate(columns):
        if other != at and column.role in gives_way.get(role, ()):
            roles[other] = "input" if column.kind == "number" else "ignore"
    roles[at] = role
    return tuple(roles)
