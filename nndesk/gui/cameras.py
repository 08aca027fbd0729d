"""From where the rotatable views are looked at: the screen shows it, exports look from there, too."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nndesk.figure.rotation import Camera, home


class Cameras(QObject):
    """A camera for each view, by the view's name ("surface"). It is not part of the document.

    Signals:
        turned(name): this view is looked at from elsewhere now.
    """

    turned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cameras: dict[str, Camera] = {}

    def of(self, name: str) -> Camera:
        return self._cameras.get(name) or home(name)

    def turn(self, name: str, camera: Camera) -> None:
        if camera != self.of(name):
            self._cameras[name] = camera
            self.turned.emit(name)
