"""What belongs to the machine and not to a document: look, window layout, recent files."""

from __future__ import annotations

from math import isfinite
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

RECENT_LIMIT = 10
RECENT_ACTIONS = 8
THEMES = ("system", "light", "dark")
WORKSPACES = ("draw", "walk", "train", "explore")


class Settings:
    """Typed access to the settings; every read has a default, a damaged value counts as absent."""

    def __init__(self, persistent: bool = True) -> None:
        """Without ``persistent`` nothing is read or kept: every value starts at its default."""
        self._store: QSettings | _Forgotten
        if persistent:
            # A file on every system: a person can read it, carry it along, or throw it away.
            ini, person = QSettings.Format.IniFormat, QSettings.Scope.UserScope
            self._store = QSettings(ini, person, "nndesk", "nndesk")
        else:
            self._store = _Forgotten()

    # --- look --------------------------------------------------------------------------------------------

    @property
    def theme(self) -> str:
        """``"system"``, ``"light"`` or ``"dark"``."""
        value = self._store.value("look/theme", "system")
        return value if value in THEMES else "system"

    @theme.setter
    def theme(self, value: str) -> None:
        self._store.setValue("look/theme", value)

    @property
    def projector(self) -> bool:
        return self._flag("look/projector", False)

    @projector.setter
    def projector(self, value: bool) -> None:
        self._store.setValue("look/projector", value)

    @property
    def reduced_motion(self) -> bool:
        return self._flag("look/reduced_motion", False)

    @reduced_motion.setter
    def reduced_motion(self, value: bool) -> None:
        self._store.setValue("look/reduced_motion", value)

    @property
    def focus_on_hover(self) -> bool:
        """Whether a node that the pointer rests on dims all but its neighbours."""
        return self._flag("look/focus_on_hover", True)

    @focus_on_hover.setter
    def focus_on_hover(self, value: bool) -> None:
        self._store.setValue("look/focus_on_hover", value)

    # --- window ------------------------------------------------------------------------------------------

    @property
    def workspace(self) -> str:
        value = self._store.value("window/workspace", "walk")
        return value if value in WORKSPACES else "walk"

    @workspace.setter
    def workspace(self, value: str) -> None:
        self._store.setValue("window/workspace", value)

    @property
    def surface_samples(self) -> bool:
        """Whether samples stand around the surface."""
        return self._flag("look/surface_samples", True)

    @surface_samples.setter
    def surface_samples(self, value: bool) -> None:
        self._store.setValue("look/surface_samples", value)

    @property
    def spaces_page(self) -> str:
        """Which page of the Spaces card was shown last; empty for the first."""
        value = self._store.value("window/spaces_page", "")
        return value if isinstance(value, str) else ""

    @spaces_page.setter
    def spaces_page(self, value: str) -> None:
        self._store.setValue("window/spaces_page", value)

    def layout(self, name: str) -> QByteArray | None:
        """The saved geometry of a window or the state of a splitter."""
        value = self._store.value(f"window/{name}")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def set_layout(self, name: str, state: QByteArray) -> None:
        self._store.setValue(f"window/{name}", state)

    def panel_shown(self, name: str) -> bool:
        return self._flag(f"window/show_{name}", True)

    def set_panel_shown(self, name: str, shown: bool) -> None:
        self._store.setValue(f"window/show_{name}", shown)

    # --- files -------------------------------------------------------------------------------------------

    @property
    def recent_files(self) -> list[Path]:
        """Newest first, only those that exist."""
        return [path for path in self._recent() if path.is_file()]

    def add_recent_file(self, path: Path) -> None:
        path = path.absolute()
        others = [other for other in self._recent() if other != path]
        self._store.setValue("files/recent", [str(p) for p in (path, *others)][:RECENT_LIMIT])

    def remove_recent_file(self, path: Path) -> None:
        self._store.setValue("files/recent", [str(p) for p in self._recent() if p != path])

    def clear_recent_files(self) -> None:
        self._store.remove("files/recent")

    @property
    def recent_actions(self) -> list[str]:
        """Ids of the actions that were run from the palette, the last one first."""
        return self._texts("find/recent")

    def add_recent_action(self, id: str) -> None:
        others = [other for other in self.recent_actions if other != id]
        self._store.setValue("find/recent", [id, *others][:RECENT_ACTIONS])

    @property
    def last_folder(self) -> str:
        """Where the last file dialog ended; empty for Qt's own choice."""
        value = self._store.value("files/folder", "")
        return value if isinstance(value, str) and Path(value).is_dir() else ""

    @last_folder.setter
    def last_folder(self, folder: str) -> None:
        self._store.setValue("files/folder", folder)

    # --- exports -----------------------------------------------------------------------------------------

    @property
    def export_format(self) -> str:
        """The suffix of the last exported figure, without the dot."""
        value = self._store.value("export/format", "svg")
        return value if isinstance(value, str) else "svg"

    @export_format.setter
    def export_format(self, value: str) -> None:
        self._store.setValue("export/format", value)

    @property
    def export_dpi(self) -> int:
        return round(self._number("export/dpi") or 300)

    @export_dpi.setter
    def export_dpi(self, value: int) -> None:
        self._store.setValue("export/dpi", value)

    @property
    def table_format(self) -> str:
        """The suffix of the last exported table, without the dot."""
        value = self._store.value("export/table", "csv")
        return value if value in ("csv", "md", "tex") else "csv"

    @table_format.setter
    def table_format(self, value: str) -> None:
        self._store.setValue("export/table", value)

    def export_width(self, what: str) -> float | None:
        """The width in millimetres that was last asked for; None for the figure's own."""
        return self._number(f"export/{what}_width")

    def set_export_width(self, what: str, width_mm: float | None) -> None:
        if width_mm is None:
            self._store.remove(f"export/{what}_width")
        else:
            self._store.setValue(f"export/{what}_width", width_mm)

    def sync(self) -> None:
        """Write now instead of when the event loop has time."""
        self._store.sync()

    def _recent(self) -> list[Path]:
        return [Path(text) for text in self._texts("files/recent")]

    def _texts(self, name: str) -> list[str]:
        value = self._store.value(name, [])
        # An INI file keeps a list of one as a plain string.
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [text for text in texts if isinstance(text, str) and text]

    def _number(self, name: str) -> float | None:
        """None if there is none, or it is damaged."""
        try:
            value = float(str(self._store.value(name)))
        except ValueError:
            return None
        return value if isfinite(value) and value > 0 else None

    def _flag(self, name: str, default: bool) -> bool:
        value = self._store.value(name, default)
        # An INI file keeps booleans as words.
        return value if isinstance(value, bool) else str(value).lower() == "true"


class _Forgotten:
    """Stands in for the store where nothing may be kept."""

    def __init__(self) -> None:
        self._values: dict[str, object] = {}

    def value(self, name: str, default: object = None) -> object:
        return self._values.get(name, default)

    def setValue(self, name: str, value: object) -> None:
        self._values[name] = value

    def remove(self, name: str) -> None:
        self._values.pop(name, None)

    def sync(self) -> None:
        """There is nowhere to write to."""
