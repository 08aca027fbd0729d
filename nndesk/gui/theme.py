"""How the whole window looks: light or dark, desk or projector. One place applies it, others read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from nndesk.figure.style import DARK, LIGHT, Palette, Style
from nndesk.gui.settings import Settings
from nndesk.gui.stylesheet import Shades, stylesheet

if TYPE_CHECKING:
    from nndesk.document.document import ViewOptions

PROJECTOR_SCALE = 1.35


class Theme(QObject):
    """The present look, and the settings that choose it.

    Custom-painted panels read :attr:`palette`, :attr:`shades` and :meth:`style` and repaint on
    :attr:`changed`. Ordinary widgets need nothing: Fusion with the theme's palette and style sheet covers
    them. To take a role in it, set a dynamic property: ``label.setProperty("role", "title")`` (also
    ``muted``, ``caption``, ``value``, ``heading``), ``button.setProperty("primary", True)`` for the one
    filled button, ``("quiet", True)`` for links.

    Signals:
        changed: palette, scale or reduced motion is another one now.
    """

    changed = Signal()

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings if settings is not None else Settings()
        self._mode = self._settings.theme
        self._projector = self._settings.projector
        self._reduced_motion = self._settings.reduced_motion
        self._focus_on_hover = self._settings.focus_on_hover
        self._app: QApplication | None = None
        self._dark = self._wants_dark()
        hints = QGuiApplication.styleHints()
        if hints is not None and hasattr(hints, "colorSchemeChanged"):
            hints.colorSchemeChanged.connect(self._follow_system)

    # --- what it is --------------------------------------------------------------------------------------

    @property
    def dark(self) -> bool:
        return self._dark

    @property
    def palette(self) -> Palette:
        return DARK if self._dark else LIGHT

    @property
    def shades(self) -> Shades:
        """Colours of controls, mixed from the palette."""
        return Shades.of(self.palette)

    @property
    def scale(self) -> float:
        """1.0, or larger in projector mode. Multiplies type sizes and stroke widths."""
        return PROJECTOR_SCALE if self._projector else 1.0

    def style(self, view: ViewOptions | None = None) -> Style:
        """How figures look now; digits and decimal comma come from a document's view options."""
        if view is None:
            return Style(self.palette, self.scale)
        return Style.of(view, self.palette, self.scale)

    def px(self, size: float) -> int:
        """A length of the interface, given at desk size, in device-independent pixels."""
        return round(size * self.scale)

    def font(self, size: float = 13, *, bold: bool = False) -> QFont:
        """The interface typeface; ``size`` in pixels at desk scale."""
        font = QFont("Inter")
        font.setPixelSize(self.px(size))
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    # --- what chooses it ---------------------------------------------------------------------------------

    @property
    def mode(self) -> str:
        """``"system"``, ``"light"`` or ``"dark"``."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        self._mode = self._settings.theme = mode
        self._update(self._wants_dark(), self._projector)

    def toggle_dark(self) -> None:
        self.set_mode("light" if self._dark else "dark")

    @property
    def projector(self) -> bool:
        return self._projector

    def set_projector(self, on: bool) -> None:
        on = bool(on)
        self._settings.projector = on
        self._update(self._dark, on)

    @property
    def reduced_motion(self) -> bool:
        """Whether things should appear where they are instead of moving there."""
        return self._reduced_motion

    def set_reduced_motion(self, on: bool) -> None:
        on = bool(on)
        self._settings.reduced_motion = on
        if on != self._reduced_motion:
            self._reduced_motion = on
            self.changed.emit()

    @property
    def focus_on_hover(self) -> bool:
        """Whether a node that the pointer rests on is put in focus."""
        return self._focus_on_hover

    def set_focus_on_hover(self, on: bool) -> None:
        on = bool(on)
        self._settings.focus_on_hover = on
        if on != self._focus_on_hover:
            self._focus_on_hover = on
            self.changed.emit()

    # --- applying it -------------------------------------------------------------------------------------

    def apply(self, app: QApplication) -> None:
        """Dress the application, now and whenever the theme changes."""
        self._app = app
        app.setStyle("Fusion")
        self._dress()

    def _dress(self) -> None:
        if self._app is None:
            return
        self._app.setFont(self.font())
        self._app.setPalette(_qt_palette(self.palette, self.shades))
        self._app.setStyleSheet(stylesheet(self.palette, self.scale))

    def _update(self, dark: bool, projector: bool) -> None:
        if (dark, projector) == (self._dark, self._projector):
            return
        self._dark, self._projector = dark, projector
        self._dress()
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._mode != "system":
            return self._mode == "dark"
        hints = QGuiApplication.styleHints()
        return hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark

    def _follow_system(self) -> None:
        self._update(self._wants_dark(), self._projector)


def _qt_palette(colors: Palette, shades: Shades) -> QPalette:
    palette = QPalette()
    for role, color in (
        (QPalette.ColorRole.Window, colors.window),
        (QPalette.ColorRole.WindowText, colors.text),
        (QPalette.ColorRole.Base, colors.panel),
        (QPalette.ColorRole.AlternateBase, colors.window),
        (QPalette.ColorRole.ToolTipBase, shades.tooltip),
        (QPalette.ColorRole.ToolTipText, colors.text),
        (QPalette.ColorRole.PlaceholderText, colors.muted),
        (QPalette.ColorRole.Text, colors.text),
        (QPalette.ColorRole.Button, colors.panel),
        (QPalette.ColorRole.ButtonText, colors.text),
        (QPalette.ColorRole.BrightText, colors.delta),
        (QPalette.ColorRole.Link, colors.accent),
        (QPalette.ColorRole.LinkVisited, colors.accent),
        (QPalette.ColorRole.Highlight, colors.accent),
        (QPalette.ColorRole.HighlightedText, shades.on_accent),
        (QPalette.ColorRole.Accent, colors.accent),
        (QPalette.ColorRole.Light, colors.panel),
        (QPalette.ColorRole.Midlight, colors.hairline),
        (QPalette.ColorRole.Mid, colors.hairline),
        (QPalette.ColorRole.Dark, shades.faint),
        (QPalette.ColorRole.Shadow, shades.faint),
    ):
        palette.setColor(role, QColor(color))
    disabled = QPalette.ColorGroup.Disabled
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(disabled, role, QColor(shades.faint))
    return palette
