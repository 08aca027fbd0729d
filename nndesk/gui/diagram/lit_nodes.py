"""Light around the neurons of the first layer that fire in the region, or at the vertex, that is lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.figure.primitives import Glow
from nndesk.gui.painting import paint
from nndesk.network.inner import readers

if TYPE_CHECKING:
    from nndesk.gui.diagram.diagram_view import DiagramView
    from nndesk.gui.diagram.scene import DiagramScene
    from nndesk.gui.theme import Theme

_REACH = 15.0
_STRENGTH = 0.75
_UNDER_NODES = 0.4
_FAR = 1e5


class LitNodesItem(QGraphicsItem):
    """Painted under the nodes, wherever these are at the moment."""

    def __init__(self, scene: DiagramScene) -> None:
        super().__init__()
        self._scene = scene
        self.names: tuple[str, ...] = ()
        self.color = ""
        self.setZValue(_UNDER_NODES)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        scene.addItem(self)

    def boundingRect(self) -> QRectF:
        return QRectF(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR)

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        for name in self.names:
            radius = self._scene.radius(name)
            at = self._scene.position(name)
            paint(painter, (Glow(at, radius, radius + _REACH, self.color, _STRENGTH),))


class LitNodes(QObject):
    """Follows the session's spotlight."""

    def __init__(self, view: DiagramView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._item: LitNodesItem | None = None
        view.session.spotlight.code_lit.connect(self._light)
        view.session.document_changed.connect(self._light)
        theme.changed.connect(self._light)

    @property
    def names(self) -> tuple[str, ...]:
        """The neurons that are lit."""
        return self._item.names if self._item is not None else ()

    def _light(self, *_: object) -> None:
        code, network = self._view.session.spotlight.code, self._view.session.document.network
        names = readers(network) if code is not None else ()
        lit: tuple[str, ...] = ()
        if code is not None and len(code) == len(names):
            lit = tuple(name for name, bit in zip(names, code, strict=True) if bit)
        if self._item is None:
            if not lit:
                return
            self._item = LitNodesItem(self._view.diagram)
        self._item.names, self._item.color = lit, self._theme.palette.accent
        self._item.setVisible(bool(lit))
        self._item.update()
