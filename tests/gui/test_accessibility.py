"""No mouse, no eyes needed: every control has a name, is reached by keys, and shows that it has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QGraphicsView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from nndesk.gui.diagram.diagram_view import DiagramView
from nndesk.gui.dialogs.export_figure import ExportFigureDialog
from nndesk.gui.dialogs.help import about_dialog, details_dialog, guide_dialog
from nndesk.gui.dialogs.new_network import NewNetworkDialog
from nndesk.gui.finding.button_tips import ACTION
from nndesk.gui.message_bar import Choice
from nndesk.gui.workbench import Workbench

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QTextEdit,
)
_AROUND = 16
"""So far around a control may stand what shows that it has the keyboard: the frame of a card."""


def controls(root: QWidget) -> list[QWidget]:
    """What a person can act on and see in ``root``; parts of a control are not counted apart."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and not isinstance(widget, QScrollBar | QLabel | QHeaderView)
        and (isinstance(widget, CONTROLS) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus)
        and widget.focusProxy() is None
        and not isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
    ]


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or (interface.text(QAccessible.Text.Name) if interface is not None else "")


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {name_of(widget)!r} {widget.objectName()} {widget.toolTip()!r}"


def reached(start: QWidget) -> set[QWidget]:
    """Everything that has the keyboard in turn while Tab is pressed, up to the canvas.

    There Tab goes from node to node, and the inspector shows another page.
    """
    start.setFocus(Qt.FocusReason.TabFocusReason)
    found: set[QWidget] = set()
    while (widget := QApplication.focusWidget()) is not None and widget not in found:
        found.add(widget)
        if isinstance(widget, DiagramView):
            break
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return found


def looks(widget: QWidget) -> QImage:
    window = widget.window()
    area = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
    around = area.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
    return window.grab(around.intersected(window.rect())).toImage()


def shows_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    QApplication.processEvents()
    without = looks(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert widget.hasFocus(), told(widget)
    return looks(widget) != without


def check(root: QWidget, start: QWidget, has_keys: Callable[[QWidget], bool] = lambda widget: False) -> None:
    """Everything in ``root`` has a name, is reached by Tab from ``start`` or by a key, and shows it."""
    found = controls(root)
    assert found
    nameless = [told(widget) for widget in found if not name_of(widget)]
    assert not nameless
    by_tab = reached(start)
    lost = [told(widget) for widget in found if widget not in by_tab and not has_keys(widget)]
    assert not lost
    hidden = [told(widget) for widget in found if widget in by_tab and not shows_focus(widget)]
    assert not hidden


@pytest.mark.parametrize("workspace", ["draw", "walk", "train", "explore"])
@pytest.mark.parametrize(
    ("selected", "dark"), [("nothing", False), ("node", False), ("node", True), ("edge", False)]
)
def test_the_window_in_every_workspace(
    bench: Workbench, qtbot: QtBot, workspace: str, selected: str, dark: bool
) -> None:
    bench.theme.set_mode("dark" if dark else "light")
    bench.window.resize(1280, 800)
    bench.show_workspace(workspace)
    bench.playback.seek(4)
    if selected == "node":
        bench.session.select(["h1"])
    elif selected == "edge":
        bench.session.select((), [bench.session.document.network.edges[0].key])
    qtbot.waitUntil(lambda: bench.plane.picture is not None and not bench.busy, timeout=20_000)
    if workspace == "walk":
        qtbot.waitUntil(lambda: bench.equation.shown_step is bench.playback.step())

    def has_keys(widget: QWidget) -> bool:
        action = widget.property(ACTION)
        return action is not None and bool(bench.actions.keys(action))

    check(bench.window, bench.plane.plot, has_keys)
    bench.theme.set_mode("light")


def test_a_message_and_its_buttons(bench: Workbench) -> None:
    bench.message_bar.say("Recover?", "info", (Choice("Recover", lambda: None),))
    QApplication.processEvents()
    assert all(name_of(button) for button in controls(bench.message_bar))
    assert set(controls(bench.message_bar)) <= reached(bench.plane.plot)


def test_a_long_page_of_the_inspector_is_scrolled_to_what_has_the_keyboard(bench: Workbench) -> None:
    bench.window.resize(880, 600)
    bench.theme.set_projector(True)
    bench.session.select(["h1"])
    QApplication.processEvents()
    fields = [widget for widget in controls(bench.inspector) if isinstance(widget, QLineEdit)]
    for field in fields:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(field, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert not focused.visibleRegion().isEmpty(), told(focused)
    bench.theme.set_projector(False)


@pytest.fixture
def dialogs(bench: Workbench, qtbot: QtBot) -> Iterator[dict[str, QDialog]]:
    window = bench.window
    made = {
        "new network": NewNetworkDialog(window, bench.theme.style()),
        "export": ExportFigureDialog("Export", 480.0, parent=window),
        "guide": guide_dialog(False, window),
        "about": about_dialog(window),
        "details": details_dialog("Traceback", window),
    }
    yield made
    for dialog in made.values():
        dialog.close()
        dialog.deleteLater()


@pytest.mark.parametrize("name", ["new network", "export", "guide", "about", "details"])
def test_every_dialog(dialogs: dict[str, QDialog], qtbot: QtBot, name: str) -> None:
    dialog = dialogs[name]
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    if isinstance(dialog, NewNetworkDialog):
        dialog.gallery.mark("xor")
        qtbot.waitUntil(lambda: dialog.gallery.complete)
    assert dialog.windowTitle()
    first = next(widget for widget in controls(dialog) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    check(dialog, first)


@pytest.mark.parametrize("name", ["palette", "shortcuts"])
def test_what_lies_over_the_window(bench: Workbench, name: str) -> None:
    overlay = getattr(bench.finding, name)
    overlay.toggle()
    for widget in (overlay, *controls(overlay)):
        assert name_of(widget), told(widget)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert overlay.isAncestorOf(focused) or focused is overlay
    overlay.dismiss()
