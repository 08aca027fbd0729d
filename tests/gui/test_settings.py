"""Settings: every value has a default, a damaged one counts as absent."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from nndesk.gui.recovery import recovery_folder
from nndesk.gui.settings import RECENT_LIMIT, Settings


def test_defaults(qapp: object) -> None:
    settings = Settings()
    assert settings.theme == "system"
    assert settings.workspace == "walk"
    assert not settings.projector
    assert settings.panel_shown("plane")
    assert settings.recent_files == []
    assert settings.layout("geometry") is None


def test_values_come_back(qapp: object) -> None:
    settings = Settings()
    settings.projector = True
    settings.set_panel_shown("plane", False)
    settings.set_layout("columns", QByteArray(b"\x00\x01\xff"))
    settings.sync()
    again = Settings()
    assert again.projector
    assert not again.panel_shown("plane")
    assert again.layout("columns") == QByteArray(b"\x00\x01\xff")


def test_damaged_values_count_as_absent(qapp: object) -> None:
    store = Settings()._store
    for key in ("look/theme", "look/projector", "window/workspace", "window/columns", "files/folder"):
        store.setValue(key, "rubbish")
    store.setValue("files/recent", 7)
    store.sync()
    settings = Settings()
    assert (settings.theme, settings.projector, settings.workspace) == ("system", False, "walk")
    assert settings.layout("columns") is None
    assert settings.last_folder == ""
    assert settings.recent_files == []


def test_recent_files_are_newest_first_unique_few_and_exist(qapp: object, tmp_path: Path) -> None:
    settings = Settings()
    files = [tmp_path / f"{i}.nndesk" for i in range(RECENT_LIMIT + 3)]
    for file in files:
        file.touch()
        settings.add_recent_file(file)
    settings.add_recent_file(files[-2])
    assert settings.recent_files[:2] == [files[-2], files[-1]]
    assert len(settings.recent_files) == RECENT_LIMIT
    files[-1].unlink()
    assert files[-1] not in settings.recent_files
    settings.remove_recent_file(files[-2])
    assert files[-2] not in settings.recent_files
    settings.clear_recent_files()
    assert settings.recent_files == []


def test_a_single_recent_file_survives_the_ini_file(qapp: object, tmp_path: Path) -> None:
    file = tmp_path / "only.nndesk"
    file.touch()
    settings = Settings()
    settings.add_recent_file(file)
    settings.sync()
    assert Settings().recent_files == [file]


def test_settings_that_are_not_persistent_touch_nothing(qapp: object) -> None:
    shared = Settings()
    shared.theme = "light"
    private = Settings(persistent=False)
    assert private.theme == "system"
    private.theme = "dark"
    private.sync()
    assert private.theme == "dark"
    assert Settings().theme == "light"


def test_tests_do_not_touch_the_settings_of_a_person(qapp: object, isolated_home: Path) -> None:
    store = Settings()._store
    assert isinstance(store, QSettings)
    assert Path(store.fileName()).is_relative_to(isolated_home)
    assert recovery_folder().is_relative_to(isolated_home) or not sys.platform.startswith("linux")
