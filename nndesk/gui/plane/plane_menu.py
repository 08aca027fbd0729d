"""The plane's context menu: what shades it, which part it shows, what lies over the shading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from nndesk.gui.showing import regions_choice, shading_choices

if TYPE_CHECKING:
    from nndesk.gui.plane.plane_panel import PlanePanel


class PlaneMenu(QMenu):
    """Made anew each time it is opened, for the place ``x`` that was clicked; goes when it is closed."""

    def __init__(
        self,
        panel: PlanePanel,
        neurons: tuple[str, ...],
        outputs: tuple[str, ...],
        x: tuple[float, float],
    ) -> None:
        super().__init__(panel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._panel = panel
        self._x = x
        plane = panel.front is panel.plot
        self._add_nodes(neurons, outputs)
        if plane:
            self._add_shadings(bool(neurons))
        self.addSeparator()
        self.addAction(QCoreApplication.translate("nndesk", "Move the example here"), self._move_here)
        add = self.addAction(QCoreApplication.translate("nndesk", "Add a sample here"), self._add_sample)
        add.setVisible(plane)
        draw = self.addAction(QCoreApplication.translate("nndesk", "Draw a line"), self._draw_line)
        draw.setVisible(plane)
        self._line = panel.hands.line_near(x) if plane else None
        if self._line is not None:
            text = QCoreApplication.translate("nndesk", "Flip the line of {name}")
            self.addAction(text.format(name=self._line), self._flip_line)
        light = self.addAction(QCoreApplication.translate("nndesk", "Light this region"), self._light)
        light.setEnabled(panel.regions.lines_of_regions is not None)
        self.addSeparator()
        self.addAction(QCoreApplication.translate("nndesk", "Home"), panel.fit)
        self.addAction(QCoreApplication.translate("nndesk", "Fit to data"), panel.fit_data)
        self.addAction(QCoreApplication.translate("nndesk", "Range…"), panel.range.ask)
        self.addAction(QCoreApplication.translate("nndesk", "Keep this range"), panel.keep_range)
        self.addSeparator()
        plot = panel.front
        words = QCoreApplication.translate("nndesk", "Samples")
        layers = [(words, plot.points.isVisible(), plot.show_points)]
        if plane:
            layers[:0] = [
                (QCoreApplication.translate("nndesk", "Lines"), plot.lines.isVisible(), plot.show_lines),
                (
                    QCoreApplication.translate("nndesk", "Boundary"),
                    plot.boundary.isVisible(),
                    plot.show_boundary,
                ),
            ]
        for text, shown, show in layers:
            action = QAction(text, self)
            action.setCheckable(True)
            action.setChecked(bool(shown))
            action.toggled.connect(show)
            self.addAction(action)
        regions = QAction(regions_choice(), self)
        regions.setCheckable(True)
        regions.setChecked(panel.regions.wanted)
        regions.setEnabled(panel.regions.lines_of_regions is not None or panel.regions.wanted)
        regions.toggled.connect(panel.edits.set_regions)
        self.addAction(regions)

    def _add_nodes(self, neurons: tuple[str, ...], outputs: tuple[str, ...]) -> None:
        """What shades the plane."""
        menu = self.addMenu(QCoreApplication.translate("nndesk", "Shade by"))
        menu.setEnabled(bool(neurons))
        group = QActionGroup(menu)
        choices: list[tuple[str | None, str]] = [(name, name) for name in neurons]
        if len(outputs) > 1:
            choices.insert(0, (None, QCoreApplication.translate("nndesk", "The largest output")))
        for name, text in choices:
            action = menu.addAction(text)
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == self._panel.chosen)
            group.addAction(action)
        group.triggered.connect(self._shade)

    def _add_shadings(self, possible: bool) -> None:
        """Values or classes."""
        group = QActionGroup(self)
        for shading, text in shading_choices():
            action = self.addAction(text)
            action.setData(shading)
            action.setCheckable(True)
            action.setChecked(shading == self._panel.shading)
            action.setEnabled(possible)
            group.addAction(action)
        group.triggered.connect(self._set_shading)

    @Slot(QAction)
    def _shade(self, action: QAction) -> None:
        self._panel.shade_by(action.data())

    @Slot(QAction)
    def _set_shading(self, action: QAction) -> None:
        self._panel.edits.set_shading(action.data())

    @Slot()
    def _flip_line(self) -> None:
        if self._line is not None:
            self._panel.hands.editing.flip(self._line)

    @Slot()
    def _draw_line(self) -> None:
        self._panel.choose_tool("line")

    @Slot()
    def _light(self) -> None:
        self._panel.regions.light_at(self._x)

    @Slot()
    def _add_sample(self) -> None:
        self._panel.add_sample(self._x)

    @Slot()
    def _move_here(self) -> None:
        self._panel.move_example(self._x)
