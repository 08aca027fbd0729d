"""A picture of the real window, made without a display: for pages about nndesk, and to look at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from nndesk.gui.app import application, dress
from nndesk.gui.main_window import MainWindow
from nndesk.gui.settings import Settings

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.gui.workbench import Workbench

_LONGEST_WAIT_MS = 20_000
_QUIET_MS = 60
"""So long must nothing be computing before the picture is taken."""


class ShotError(RuntimeError):
    """The picture could not be taken; the message says why."""


def shot(
    document: Document,
    path: str | Path,
    workspace: str = "walk",
    step: int | None = None,
    size: tuple[int, int] = (1440, 900),
    dark: bool = False,
    scale: float = 1.0,
    projector: bool = False,
    space: str | None = None,
) -> None:
    """Open the window on ``document``, wait until everything has arrived, and write it as PNG.

    Args:
        step: which step of the walk is shown, counted from 1; 0 and None are before the first.
        size: of the window, in device-independent pixels.
        scale: pixels of the picture for each of them; 2 for print.
        projector: in projector mode.
        space: which page of the Spaces card the Explore workspace shows, such as ``"surface"``.

    Raises:
        ShotError: the window cannot be of this size, the picture could not be written, or something never
            finished.
    """
    app = _application(scale)
    settings = Settings(persistent=False)
    settings.theme = "dark" if dark else "light"
    settings.projector = projector
    settings.reduced_motion = True
    settings.workspace = workspace
    if space is not None:
        settings.spaces_page = space
    theme = dress(app, settings)
    window = MainWindow(settings, theme.palette)
    window.resize(*size)
    # Never on a screen: what is grabbed does not depend on one.
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    bench = window.assemble(theme, document)
    try:
        window.show()
        _settle(bench)
        if window.size() != QSize(*size):
            least = window.minimumSizeHint().expandedTo(window.minimumSize())
            raise ShotError(
                f"The window cannot be {size[0]}x{size[1]} large; it is at least "
                f"{least.width()}x{least.height()}."
            )
        if step is not None:
            bench.playback.seek(step - 1)
        bench.fit()
        _settle(bench)
        picture = grab(window, scale)
    finally:
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if not picture.save(str(path), "PNG"):
        raise ShotError(f"{path} could not be written as a picture.")


def _application(scale: float) -> QApplication:
    """If there is none yet, one as on a screen of ``scale``: then icons and marks have all dots, too."""
    if QApplication.instance() is not None:
        return application()
    before = os.environ.get("QT_SCALE_FACTOR")
    os.environ["QT_SCALE_FACTOR"] = f"{scale:g}"
    try:
        return application()
    finally:
        if before is None:
            del os.environ["QT_SCALE_FACTOR"]
        else:
            os.environ["QT_SCALE_FACTOR"] = before


def grab(widget: QWidget, scale: float = 1.0) -> QImage:
    """``widget`` as a picture with ``scale`` pixels for each device-independent pixel."""
    picture = QImage(widget.size() * scale, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(scale)
    picture.fill(widget.palette().window().color())
    painter = QPainter(picture)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return picture


def _settle(bench: Workbench) -> None:
    """Run the event loop until nothing is being computed or animated any more."""
    waited, quiet = QElapsedTimer(), QElapsedTimer()
    waited.start()
    quiet.start()
    while quiet.elapsed() < _QUIET_MS:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        if bench.busy:
            quiet.restart()
        if waited.elapsed() > _LONGEST_WAIT_MS:
            raise ShotError("The window did not come to rest.")
    QGuiApplication.sendPostedEvents()
