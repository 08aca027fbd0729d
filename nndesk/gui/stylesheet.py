"""The one style sheet: Fusion made flat, on an 8-pixel grid, from the palette's colours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from string import Template

from nndesk.assets import asset
from nndesk.figure.style import LIGHT, Palette


def mix(color: str, other: str, amount: float) -> str:
    """``color`` moved towards ``other``: 0 leaves it, 1 is ``other``. Both and the result are ``#RRGGBB``."""
    parts = []
    for at in (1, 3, 5):
        a, b = int(color[at : at + 2], 16), int(other[at : at + 2], 16)
        parts.append(round(a + (b - a) * amount))
    return "#{:02X}{:02X}{:02X}".format(*parts)


@dataclass(frozen=True, slots=True)
class Shades:
    """Colours of controls. They carry no meaning of their own, so they are mixed from the palette.

    Attributes:
        well: behind what can be filled in or chosen from: a field, a segmented control, a slider's groove.
        raised: the chosen segment on a well.
        hover, pressed: a control on a panel under the mouse.
        faint: what cannot be used now.
        focus: ring around what has the keyboard.
        selection: behind selected rows.
        on_accent: on the filled button.
        tooltip: behind tooltips and menus.
        edge: outline of controls; a little stronger than the hairline.
    """

    well: str
    raised: str
    hover: str
    pressed: str
    faint: str
    focus: str
    selection: str
    on_accent: str
    tooltip: str
    edge: str

    @staticmethod
    @lru_cache(maxsize=4)
    def of(palette: Palette) -> Shades:
        light = palette == LIGHT
        return Shades(
            well=mix(palette.window, palette.text, 0.035 if light else 0.10),
            raised=palette.panel,
            hover=mix(palette.panel, palette.text, 0.05 if light else 0.07),
            pressed=mix(palette.panel, palette.text, 0.10 if light else 0.13),
            faint=mix(palette.muted, palette.panel, 0.45),
            focus=mix(palette.accent, palette.panel, 0.35),
            selection=mix(palette.panel, palette.accent, 0.14 if light else 0.24),
            on_accent="#FFFFFF" if light else palette.window,
            tooltip=palette.panel if light else mix(palette.panel, palette.text, 0.05),
            edge=mix(palette.hairline, palette.text, 0.08),
        )


def stylesheet(palette: Palette, scale: float = 1.0) -> str:
    """The application's style sheet; ``scale`` enlarges type and controls for a projector."""
    shades = Shades.of(palette)
    values = {
        name: getattr(palette, name) for name in ("window", "panel", "hairline", "text", "muted", "accent")
    }
    values |= {name: getattr(shades, name) for name in Shades.__dataclass_fields__}
    values |= {f"px{n}": f"{round(n * scale)}px" for n in range(1, 49)}
    # A radius of more than half the side would make Qt draw a square.
    values["handle_radius"] = str(round(14 * scale) // 2)
    icons = asset("icons")
    tone = "light" if palette == LIGHT else "dark"
    values["chevron"] = f'"{icons.joinpath("control-chevron-down.svg")}"'.replace("\\", "/")
    values["chevron_up"] = f'"{icons.joinpath("control-chevron-up.svg")}"'.replace("\\", "/")
    values["check"] = f'"{icons.joinpath(f"control-check-{tone}.svg")}"'.replace("\\", "/")
    values["menu_check"] = f'"{icons.joinpath(f"control-menu-check-{tone}.svg")}"'.replace("\\", "/")
    return Template(_SHEET).substitute(values)


_SHEET = """
QMainWindow, QDialog { background: $window; }
QToolTip {
    background: $tooltip; color: $text; border: 1px solid $edge; padding: $px4 $px8; font-size: $px12;
}

#card { background: $panel; border: 1px solid $hairline; border-radius: 10px; }
QLabel { background: transparent; }
QLabel[role="heading"] { font-size: $px15; font-weight: 600; }
QLabel[role="title"] { font-size: $px12; font-weight: 600; color: $muted; }
QLabel[role="caption"], QLabel[role="muted"] { font-size: $px12; color: $muted; }
QLabel[role="lit"] { font-size: $px12; color: $accent; }
QLabel[role="value"] { font-weight: 600; }

QMenuBar { background: $window; padding: 2px $px12; font-size: $px12; }
QMenuBar::item { padding: $px4 $px8; border-radius: 6px; color: $muted; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $well; color: $text; }
QMenu { background: $tooltip; border: 1px solid $edge; padding: $px6 0; }
QMenu::item { padding: $px6 $px36 $px6 $px28; color: $text; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $hairline; margin: $px6 0; }
QMenu::indicator { width: $px14; height: $px14; left: $px8; }
QMenu::indicator:checked { image: url($menu_check); }
QMenu::icon { left: $px8; }

QPushButton, QToolButton, QCheckBox, QRadioButton, QComboBox { outline: none; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: $px4; color: $text;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:focus { border-color: $focus; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; }

QPushButton {
    background: $panel; border: 1px solid $edge; border-radius: 6px; padding: $px6 $px16; color: $text;
    min-height: $px18;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $pressed; }
QPushButton:focus { border: 2px solid $focus; padding: $px5 $px15; }
QPushButton:disabled { color: $faint; border-color: $hairline; }
QPushButton[primary="true"], QPushButton:default {
    background: $accent; border-color: $accent; color: $on_accent; font-weight: 600;
}
QPushButton[primary="true"]:focus, QPushButton:default:focus {
    border: 2px solid $focus; padding: $px5 $px15;
}
QPushButton[primary="true"]:disabled, QPushButton:default:disabled {
    background: $well; border-color: $well; color: $faint;
}
QPushButton[quiet="true"] {
    background: transparent; border-color: transparent; padding: $px4 $px8; color: $accent; font-weight: 600;
    font-size: $px12;
}
QPushButton[quiet="true"]:hover { background: $hover; }
QPushButton[quiet="true"]:focus { border: 1px solid $focus; padding: $px4 $px8; }
QPushButton[quiet="true"]:disabled { color: $faint; }

#segments { background: $well; border-radius: 8px; }
#segments QPushButton {
    background: transparent; border: 1px solid transparent; border-radius: 6px; color: $muted;
    padding: $px4 $px16; min-width: $px36;
}
#segments QPushButton:hover { color: $text; }
#segments QPushButton:checked {
    background: $raised; border-color: $hairline; color: $text; font-weight: 600;
}
#segments QPushButton:focus { border: 1px solid $focus; padding: $px4 $px16; }
#segments QPushButton:disabled { color: $faint; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox {
    background: $panel; border: 1px solid $edge; border-radius: 6px; padding: $px4 $px8; color: $text;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus,
QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {
    border-color: $accent;
}
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: $faint; }
QLineEdit:read-only { background: $window; }
QLineEdit[invalid="true"] { border-color: #D5432E; }
QSpinBox::up-button, QDoubleSpinBox::up-button {
    subcontrol-position: top right; width: $px18; border: none; border-top-right-radius: 6px;
    background: transparent;
}
QSpinBox::down-button, QDoubleSpinBox::down-button {
    subcontrol-position: bottom right; width: $px18; border: none; border-bottom-right-radius: 6px;
    background: transparent;
}
QSpinBox::up-button:hover, QDoubleSpinBox::up-button:hover,
QSpinBox::down-button:hover, QDoubleSpinBox::down-button:hover { background: $hover; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url($chevron_up); width: $px10; height: $px10; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url($chevron); width: $px10; height: $px10; }

QComboBox {
    background: $panel; border: 1px solid $edge; border-radius: 6px; padding: $px4 $px8; color: $text;
    min-height: $px18;
}
QComboBox:hover { background: $hover; }
QComboBox::drop-down { border: none; width: $px24; subcontrol-position: center right; }
QComboBox::down-arrow { image: url($chevron); width: $px14; height: $px14; }
QComboBox QAbstractItemView {
    background: $tooltip; border: 1px solid $edge; padding: $px4 0; outline: none;
    selection-background-color: $selection; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: $px26; padding: 0 $px8; }

QCheckBox, QRadioButton { spacing: $px8; background: transparent; }
QCheckBox::indicator {
    width: $px15; height: $px15; border: 1px solid $edge; border-radius: 4px; background: $panel;
}
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($check); }
QCheckBox:focus { color: $accent; }

QSlider { background: transparent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $well; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
    width: $px14; height: $px14; margin: -$px5 0; border-radius: ${handle_radius}px; background: $panel;
    border: 1px solid $edge;
}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { border-color: $accent; }

QAbstractScrollArea { background: transparent; border: none; }
QTextBrowser { border: 1px solid transparent; border-radius: 6px; }
QTextBrowser:focus { border-color: $focus; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 2px 1px 2px 3px; }
QScrollBar::handle:horizontal { margin: 3px 2px 1px 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView, QTreeView, QListView {
    background: $panel; border: 1px solid $hairline; border-radius: 6px; outline: none;
    gridline-color: $hairline;
    selection-background-color: $selection; selection-color: $text; alternate-background-color: $window;
}
QHeaderView::section {
    background: $panel; color: $muted; border: none; border-bottom: 1px solid $hairline; padding: $px4 $px8;
    font-weight: 600; font-size: $px12;
}
QTableView::item, QTreeView::item, QListView::item { padding: $px4; }

QSplitter::handle { background: transparent; }
QProgressBar { background: $well; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

#header { background: $window; }
#messageBar { background: $tooltip; border: 1px solid $edge; border-radius: 10px; }
#messageBar[kind="error"] { border-color: #D5432E; }
"""
