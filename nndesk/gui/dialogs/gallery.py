"""The examples as pictures to choose from: diagram, plane where there is one, a title and a sentence."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nndesk.document.examples import EXAMPLES, example
from nndesk.figure.plane import plane_data, plane_stamp
from nndesk.figure.primitives import Figure
from nndesk.figure.stamps import diagram_stamp
from nndesk.figure.style import Style
from nndesk.gui.painting import paint
from nndesk.gui.stylesheet import Shades

Index = QModelIndex | QPersistentModelIndex
CELL = (264, 186)
_PADDING = 10
_PLANE = 92
_RESOLUTION = 64
_RADIUS = 6.0


class GalleryModel(QAbstractListModel):
    """The examples by name, with their pictures as soon as there are any."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.names = tuple(EXAMPLES)
        self.stamps: dict[str, tuple[QPixmap, QPixmap | None]] = {}

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        info = EXAMPLES[self.names[index.row()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return info.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{info.title}. {info.sentence}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return info.sentence
        return None

    def take(self, name: str, diagram: QPixmap, plane: QPixmap | None) -> None:
        """Show these pictures of ``name``."""
        self.stamps[name] = diagram, plane
        at = self.index(self.names.index(name))
        self.dataChanged.emit(at, at)


class Gallery(QListView):
    """All examples. The pictures are made once it is on the screen, one in each turn of the event loop.

    Signals:
        example_chosen(name): Enter or a double-click.
        example_changed(name): another one is marked; empty for none.
    """

    example_chosen = Signal(str)
    example_changed = Signal(str)

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = style
        self.setAccessibleName(QCoreApplication.translate("nndesk", "Examples"))
        self._model = GalleryModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(4)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: coming and going it would take room from a column, or give some.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setStyleSheet("QListView { border: none; background: transparent; }")
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(self._choose)
        self._waiting = list(self._model.names)
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._make_one)

    @property
    def current(self) -> str:
        """The example that is marked; empty if none is."""
        index = self.currentIndex()
        return self._model.names[index.row()] if index.isValid() else ""

    @property
    def complete(self) -> bool:
        """Whether all pictures are there."""
        return not self._waiting

    def mark(self, name: str) -> None:
        self.setCurrentIndex(self._model.index(self._model.names.index(name)))

    def cell(self) -> QSize:
        """The size of one example: its columns share the width there is."""
        least = self._least_cell()
        step = least.width() + self.spacing()
        room = self.viewport().width() - self.spacing()
        columns = max(1, room // step)
        return QSize(max(least.width(), room // columns - self.spacing() - 1), least.height())

    def _least_cell(self) -> QSize:
        width, height = CELL
        return QSize(round(width * self.look.scale), round(height * self.look.scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def width_of(self, columns: int) -> int:
        """How wide so many columns are, with the scroll bar."""
        return columns * (self._least_cell().width() + self.spacing()) + self.spacing() + 18

    # --- the pictures ------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._turn.start()

    @Slot()
    def _make_one(self) -> None:
        if not self._waiting:
            self._turn.stop()
            return
        name = self._waiting.pop(0)
        document = example(name)
        scale = self.look.scale
        side = round(_PLANE * scale)
        has_plane = len(document.network.inputs) == 2
        room = self._least_cell().width() - 2 * round(_PADDING * scale)
        width = room - side - round(8 * scale) if has_plane else room
        diagram = self._drawn(diagram_stamp(document, self.look, width, side))
        plane = None
        if has_plane:
            fine = replace(self.look, scale=0.55 * scale)
            plane = self._drawn(plane_stamp(plane_data(document, resolution=_RESOLUTION), fine, side))
        self._model.take(name, diagram, plane)

    def _drawn(self, figure: Figure) -> QPixmap:
        density = self.devicePixelRatioF()
        picture = QPixmap(round(figure.width * density), round(figure.height * density))
        picture.setDevicePixelRatio(density)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint(painter, figure)
        painter.end()
        return picture

    # --- choosing ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            # Else the dialog would press its own button.
            event.accept()
            self.example_chosen.emit(self.current)
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self.currentIndex().isValid():
            # Something must be seen to have the keyboard.
            self.setCurrentIndex(self._model.index(0))
        return super().event(event)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.example_chosen.emit(self._model.names[index.row()])

    def _tell(self, *_: QModelIndex) -> None:
        self.example_changed.emit(self.current)


class _Delegate(QStyledItemDelegate):
    """Paints one example: pictures above, words below."""

    def __init__(self, gallery: Gallery) -> None:
        super().__init__(gallery)
        self._gallery = gallery

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._gallery.cell()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        gallery = self._gallery
        style = gallery.look
        colors, scale = style.palette, style.scale
        model = index.model()
        assert isinstance(model, GalleryModel)
        name = model.names[index.row()]
        info = EXAMPLES[name]
        area = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, option, area)
        inner = area.adjusted(*(side * scale * _PADDING for side in (1, 1, -1, -1)))
        side = round(_PLANE * scale)
        pictures = model.stamps.get(name)
        if pictures is not None:
            diagram, plane = pictures
            free = inner.width() - (side + 8 * scale if plane is not None else 0.0)
            spare = max(0.0, free - diagram.deviceIndependentSize().width()) / 2
            painter.drawPixmap(QPointF(inner.left() + spare, inner.top()), diagram)
            if plane is not None:
                self._paint_plane(painter, plane, QRectF(inner.right() - side, inner.top(), side, side))
        font = self._font(13, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(colors.text))
        top = inner.top() + side + 8 * scale
        title = metrics.elidedText(info.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QPointF(inner.left(), top + metrics.ascent()), title)
        top += metrics.height() + 2 * scale
        self._paint_sentence(
            painter, info.sentence, QRectF(inner.left(), top, inner.width(), inner.bottom() - top)
        )
        painter.restore()

    def _font(self, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(self._gallery.font())
        font.setPixelSize(round(size * self._gallery.look.scale))
        font.setWeight(weight)
        return font

    def _paint_frame(self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF) -> None:
        colors = self._gallery.look.palette
        shades = Shades.of(colors)
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        keyboard = marked and bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = (
            colors.accent
            if keyboard
            else shades.focus
            if marked
            else shades.edge
            if hovered
            else colors.hairline
        )
        painter.setPen(QPen(QColor(edge), 2 if marked else 1))
        painter.setBrush(QColor(colors.panel))
        painter.drawRoundedRect(area, 10, 10)

    def _paint_plane(self, painter: QPainter, plane: QPixmap, square: QRectF) -> None:
        rounded = QPainterPath()
        rounded.addRoundedRect(square, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(rounded)
        painter.drawPixmap(square.topLeft(), plane)
        painter.restore()
        painter.setPen(QPen(QColor(self._gallery.look.palette.hairline), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(rounded)

    def _paint_sentence(self, painter: QPainter, sentence: str, room: QRectF) -> None:
        """As many whole lines as there is room for; the last one ends in an ellipsis if words are left."""
        font = self._font(11.5)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(self._gallery.look.palette.muted))
        words, y = sentence.split(), room.top() + metrics.ascent()
        while words and y <= room.bottom() + 1:
            last = y + metrics.height() > room.bottom() + 1
            count = len(words)
            while count > 1 and metrics.horizontalAdvance(" ".join(words[:count])) > room.width():
                count -= 1
            line = " ".join(words if last else words[:count])
            painter.drawText(
                QPointF(room.left(), y), metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            )
            words = [] if last else words[count:]
            y += metrics.height()
