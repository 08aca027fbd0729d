"""Everything behind the window, put together once the empty window is on the screen.

Importing this module imports numpy, the document and all panels; that is why the window is shown first.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu

from nndesk.document.document import Document
from nndesk.gui.action_states import ActionStates
from nndesk.gui.action_table import action_table, menu_titles
from nndesk.gui.actions import Actions
from nndesk.gui.cameras import Cameras
from nndesk.gui.crash import CrashReporter
from nndesk.gui.data_dialogs import DataDialogs
from nndesk.gui.data_exports import DataExports
from nndesk.gui.diagram.diagram_view import DiagramView
from nndesk.gui.editing import Editing
from nndesk.gui.equations.equation_strip import EquationStrip
from nndesk.gui.exports import Exports
from nndesk.gui.files import Files
from nndesk.gui.finding.finding import Finding
from nndesk.gui.focus import FocusKeeper
from nndesk.gui.importing import Importing
from nndesk.gui.inspector.inspector_panel import InspectorPanel
from nndesk.gui.layering import Layering
from nndesk.gui.layout import Layout
from nndesk.gui.message_bar import Choice, MessageBar
from nndesk.gui.number_editing import NumberEditing
from nndesk.gui.pasting import Pasting
from nndesk.gui.plane.plane_panel import PlanePanel
from nndesk.gui.playback import SPEEDS, Playback
from nndesk.gui.recovery import Leftover, Recovery
from nndesk.gui.samples import Samples
from nndesk.gui.selecting import Selecting
from nndesk.gui.session import Session
from nndesk.gui.settings import Settings
from nndesk.gui.showing import Showing
from nndesk.gui.space_choices import SpaceChoices
from nndesk.gui.theme import Theme
from nndesk.gui.trainer import Trainer
from nndesk.gui.transport.transport_bar import TransportBar
from nndesk.gui.view import View
from nndesk.gui.worker import Worker
from nndesk.network.grains import GRAINS, Grain

if TYPE_CHECKING:
    from nndesk.gui.dialogs.certificate import CertificateDialog
    from nndesk.gui.spaces.spaces_panel import SpacesPanel
    from nndesk.gui.training.knobs_dialog import KnobsDialog
    from nndesk.gui.training.train_panel import TrainPanel
    from nndesk.gui.weights.weights_panel import WeightsPanel
    from nndesk.network.training import Snapshot


class Workbench(QObject):
    """The session, what computes, the panels in their cards, the actions, and how they are connected.

    Panels know the session, the playback, the worker and the theme, never each other; only this object knows
    all of them.
    """

    workspace_changed = Signal(str)
    page_shown = Signal(str)

    def __init__(
        self, window: QMainWindow, layout: Layout, theme: Theme, settings: Settings, document: Document
    ) -> None:
        super().__init__(window)
        self.window = window
        self.theme = theme
        self.settings = settings
        self._layout = layout
        self.session = Session(document, self)
        self.worker = Worker(self)
        # The panels ask for their first pictures while the rest is still being made.
        self.worker.hold()
        self.playback = Playback(self.session, self.worker, self)
        if settings.walk_grain in GRAINS:
            self.playback.grain = settings.walk_grain
        self.trainer = Trainer(self.session, self.worker, self)
        self.message_bar = MessageBar(theme, layout.upper, layout)
        # Before any panel hears of a change, so that what it then complains about stays.
        self.session.document_changed.connect(self.message_bar.forget_error)
        self.session.document_opened.connect(self.message_bar.forget_error)
        self.session.saved.connect(self.message_bar.forget_error)
        self.session.message.connect(self.message_bar.say)
        self.worker.message.connect(self.message_bar.say)

        self.files = Files(window, self.session, settings, self.trainer.finish, theme.style)
        self.editing = Editing(self.session, self)
        self.numbers = NumberEditing(window, self.session, theme)
        self.selecting = Selecting(self.session, self)
        self.layering = Layering(self.session, self)
        self.samples = Samples(self.session, self)
        self.importing = Importing(window, self.session, self.worker, settings, theme, self.message_bar.say)
        self.data_exports = DataExports(window, self.session, self.worker, settings)
        self.data_dialogs = DataDialogs(window, self.session, self.samples, theme)
        self.view = View(window, layout, theme)
        self.showing = Showing(self.session, self)
        self.diagram = DiagramView(self.session, self.playback, theme, worker=self.worker)
        self.pasting = Pasting(self.session, self.diagram, self.importing, self)
        self.plane = PlanePanel(self.session, self.playback, self.worker, theme)
        self.cameras = Cameras(self)
        self.space_choices = SpaceChoices(self)
        self.exports = Exports(
            window,
            self.session,
            self.playback,
            settings,
            self.plane.shown,
            self.cameras,
            self.space_choices,
        )
        self.inspector = InspectorPanel(self.session, self.playback, theme, self.worker)
        self.equation = EquationStrip(self.session, self.playback, self.worker, theme)
        self.transport = TransportBar(self.playback, theme, self.session)
        self.transport.grain_wanted.connect(self.set_grain)
        self._fill_cards()
        self._focus_keeper = FocusKeeper(window, self.diagram)

        self.trainer.progress.connect(self._show_training)
        self.trainer.finished.connect(self._end_training)

        self.finding = Finding(window, theme, settings)
        self.actions = Actions(window, action_table(self))
        self._fill_menus()
        self.finding.attach(self.actions, layout)
        self.finding.refused.connect(self.message_bar.say)
        self._states = ActionStates(self)

        self.recovery = Recovery(self.session, parent=self, worker=self.worker)
        self.crash_reporter = CrashReporter(self.recovery.save, self)
        self.crash_reporter.reported.connect(self._tell_crash)

        self.session.path_changed.connect(self._name_window)
        self.session.modified_changed.connect(self._name_window)
        self.session.document_changed.connect(self._name_window)
        self._name_window()
        layout.header.workspace_chosen.connect(self.show_workspace)
        layout.workspace_changed.connect(self.workspace_changed)
        layout.menu_wanted.connect(self._open_card_menu)
        layout.workspace_changed.connect(self._follow_workspace)
        self._follow_workspace(layout.workspace)
        application = QGuiApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)
        self._closed = self._finished = False
        if layout.workspace in ("train", "explore"):
            self.show_workspace(layout.workspace)
        QTimer.singleShot(0, self._finish)

    @Slot()
    def _finish(self) -> None:
        """What can wait until the panels have been painted once."""
        if not self._closed:
            self._finished = True
            self.worker.release()
            _ = self.train_panel
            if self.workspace == "draw" and self._layout.panel_shown("weights"):
                _ = self.weights_panel

    @cached_property
    def train_panel(self) -> TrainPanel:
        """Made when it is first wanted: most windows open without it."""
        from nndesk.gui.training.train_panel import TrainPanel

        panel = TrainPanel(self.session, self.trainer, self.theme)
        panel.knobs_wanted.connect(self.show_knobs)
        self._layout.cards["train"].adopt(panel)
        if self.finding.tips is not None:
            self.finding.tips.explain(panel)
        return panel

    @cached_property
    def knobs(self) -> KnobsDialog:
        """Made when it is first wanted."""
        from nndesk.gui.training.knobs_dialog import KnobsDialog

        return KnobsDialog(self.session, self.theme, self.window)

    @cached_property
    def certificate(self) -> CertificateDialog:
        """Made when it is first wanted."""
        from nndesk.gui.dialogs.certificate import CertificateDialog

        return CertificateDialog(self.session, self.worker, self.theme, self.window)

    @cached_property
    def weights_panel(self) -> WeightsPanel:
        """Made when it is first shown: most windows open without it."""
        from nndesk.gui.weights.weights_panel import WeightsPanel

        panel = WeightsPanel(self.session, self.theme, self.settings)
        self._layout.cards["weights"].adopt(panel)
        if self.finding.tips is not None:
            self.finding.tips.explain(panel)
        return panel

    @cached_property
    def spaces_panel(self) -> SpacesPanel:
        """Made when it is first shown: most windows open without it."""
        from nndesk.gui.spaces.page import Surroundings
        from nndesk.gui.spaces.spaces_panel import SpacesPanel

        around = Surroundings(
            self.session,
            self.playback,
            self.worker,
            self.theme,
            self.cameras,
            self.space_choices,
            self.plane.shown,
            self.settings,
            self.exports.export,
        )
        panel = SpacesPanel(around)
        panel.page_shown.connect(self.page_shown)
        self.page_shown.emit(self.settings.spaces_page)
        self.plane.picture_shown.connect(panel.follow_plane)
        self._layout.cards["spaces"].adopt(panel)
        if self.finding.tips is not None:
            self.finding.tips.explain(self._layout.cards["spaces"])
        return panel

    # --- putting it together -----------------------------------------------------------------------------

    def _fill_cards(self) -> None:
        for name, panel in (
            ("diagram", self.diagram),
            ("plane", self.plane),
            ("inspector", self.inspector),
            ("equation", self.equation),
            ("transport", self.transport),
        ):
            self._layout.cards[name].adopt(panel)

    def _fill_menus(self) -> None:
        window = self.window
        submenus = {
            "select": QMenu(QCoreApplication.translate("nndesk", "&Select"), window),
            "arrange": QMenu(QCoreApplication.translate("nndesk", "&Arrange"), window),
            "export": QMenu(QCoreApplication.translate("nndesk", "&Export figure"), window),
            "activation": QMenu(QCoreApplication.translate("nndesk", "Set a&ctivation"), window),
            "tool": QMenu(QCoreApplication.translate("nndesk", "Too&l"), window),
            "normalise": QMenu(QCoreApplication.translate("nndesk", "&Normalise"), window),
            "plane_tool": QMenu(QCoreApplication.translate("nndesk", "Plane too&l"), window),
            "plane": QMenu(QCoreApplication.translate("nndesk", "Pl&ane shows"), window),
            "theme": QMenu(QCoreApplication.translate("nndesk", "T&heme"), window),
            "numbers": QMenu(QCoreApplication.translate("nndesk", "Num&bers"), window),
            "weights": QMenu(QCoreApplication.translate("nndesk", "Wei&ghts"), window),
            "faces": QMenu(QCoreApplication.translate("nndesk", "Neurons show"), window),
            "grain": QMenu(QCoreApplication.translate("nndesk", "Step by"), window),
            "spaces": QMenu(QCoreApplication.translate("nndesk", "Sp&aces"), window),
        }
        after = {"file.open": (self.files.recent_menu, self.files.examples_menu())}
        self.actions.fill(window.menuBar(), menu_titles(), submenus, after)

    def _name_window(self, *_: object) -> None:
        session = self.session
        # "[*]" is Qt's place for the modified mark; in a name it must be doubled to stand for itself.
        self.window.setWindowTitle(session.name.replace("[*]", "[*][*]") + "[*] – nndesk")
        self.window.setWindowModified(session.modified)
        file_name = session.path.name if session.path is not None else ""
        self._layout.header.set_document(session.name, file_name, session.modified)

    def _show_training(self, snapshot: Snapshot) -> None:
        self.diagram.show_network(snapshot.network)
        self.plane.show_network(snapshot.network)
        self.inspector.show_network(snapshot.network)
        if "weights_panel" in self.__dict__:
            self.weights_panel.show_network(snapshot.network)
        if "spaces_panel" in self.__dict__:
            self.spaces_panel.show_network(snapshot.network)

    def _end_training(self) -> None:
        # The document holds what was learned by now.
        self.diagram.show_network(None)
        self.plane.show_network(None)
        self.inspector.show_network(None)
        if "weights_panel" in self.__dict__:
            self.weights_panel.show_network(None)
        if "spaces_panel" in self.__dict__:
            self.spaces_panel.show_network(None)

    @property
    def busy(self) -> bool:
        """Whether a thread is computing something that will still be shown."""
        spaces = self.__dict__.get("spaces_panel")
        return self.worker.busy() or self.plane.busy or (spaces is not None and spaces.busy)

    # --- what actions ask for ----------------------------------------------------------------------------

    @property
    def workspace(self) -> str:
        return self._layout.workspace

    @Slot(str)
    def show_workspace(self, name: str) -> None:
        """Show what ``"draw"``, ``"walk"``, ``"train"`` or ``"explore"`` needs."""
        if name == "train":
            _ = self.train_panel
        if name not in ("walk", "explore"):
            # Nothing on the screen would show that it goes on, or stop it.
            self.playback.pause()
        if name == "draw" and self._finished and self._layout.panel_shown("weights"):
            _ = self.weights_panel
        if name == "explore" and self._layout.panel_shown("spaces"):
            _ = self.spaces_panel
        self._layout.set_workspace(name)

    @Slot(str)
    def _follow_workspace(self, name: str) -> None:
        # Where the walk is not on the screen, its keys are free for the drawing.
        self.diagram.arrows_move = name == "draw"

    def toggle_weights(self, shown: bool) -> None:
        """Show or hide the weights; whoever asks for them by a key goes on by keys."""
        wanted = shown and self.workspace == "draw"
        if wanted:
            _ = self.weights_panel
        self._layout.show_panel("weights", shown)
        if wanted:
            self.weights_panel.table.setFocus()

    def toggle_spaces(self, shown: bool) -> None:
        """Show or hide the card of spaces, where the workspace has it."""
        if shown and self.workspace == "explore":
            _ = self.spaces_panel
        self._layout.show_panel("spaces", shown)

    def show_space(self, page: str) -> None:
        """Show a page of the Spaces card, in the workspace that has it, and give it the keyboard."""
        if not self._layout.panel_shown("spaces"):
            self.actions["view.show_spaces"].trigger()
        self.show_workspace("explore")
        self.spaces_panel.show_page(page)
        self.spaces_panel.give_keyboard()

    def fit(self) -> None:
        self.diagram.fit()
        self.plane.fit()

    def faster(self) -> None:
        self.playback.speed = min((s for s in SPEEDS if s > self.playback.speed), default=SPEEDS[-1])

    def slower(self) -> None:
        self.playback.speed = max((s for s in SPEEDS if s < self.playback.speed), default=SPEEDS[0])

    def set_grain(self, grain: Grain) -> None:
        """Cut the walk into passes, layers, nodes or terms."""
        self.playback.grain = grain
        self.settings.walk_grain = grain

    def finer(self) -> None:
        self.set_grain(GRAINS[min(GRAINS.index(self.playback.grain) + 1, len(GRAINS) - 1)])

    def coarser(self) -> None:
        self.set_grain(GRAINS[max(GRAINS.index(self.playback.grain) - 1, 0)])

    def toggle_training(self) -> None:
        if self.trainer.running:
            self.trainer.stop()
        else:
            self.show_workspace("train")
            self.trainer.start()

    def show_knobs(self) -> None:
        """All knobs of training, in a window that stays open while one trains."""
        _show(self.knobs)

    def show_certificate(self) -> None:
        """The gradients in several ways, in a window that stays open while one edits."""
        _show(self.certificate)

    @Slot(str, QPoint)
    def _open_card_menu(self, name: str, at: QPoint) -> None:
        from nndesk.gui.card_menu import card_menu

        card_menu(self.window, self.actions, name).popup(at)

    def show_guide(self) -> None:
        from nndesk.gui.dialogs.help import guide_dialog

        guide_dialog(self.theme.dark, self.window).show()

    def show_about(self) -> None:
        from nndesk.gui.dialogs.help import about_dialog

        about_dialog(self.window).show()

    # --- after a crash -----------------------------------------------------------------------------------

    def offer_recovery(self) -> None:
        """Ask about what crashed runs have left, one after the other."""
        for leftover in self.recovery.leftovers():
            text = QCoreApplication.translate("nndesk", "{name} was not saved when nndesk stopped.")
            answer = _Answer(self, leftover)
            self.message_bar.say(
                text.format(name=leftover.name),
                "info",
                (
                    Choice(QCoreApplication.translate("nndesk", "Recover"), answer.recover),
                    Choice(QCoreApplication.translate("nndesk", "Discard"), leftover.discard),
                ),
            )

    def recover(self, leftover: Leftover) -> None:
        """Take over what a crashed run had not saved."""
        if not self.files.may_lose_document():
            return
        document = leftover.document()
        if document is None:
            text = QCoreApplication.translate("nndesk", "The copy of {name} cannot be read.")
            self.message_bar.say(text.format(name=leftover.name), "error")
            return
        self.session.restore(document, leftover.origin)
        # Only when this window has a copy of its own is the old one of no more use.
        self.recovery.save()
        leftover.discard()

    def _tell_crash(self, summary: str, details: str) -> None:
        report = _Report(self, details)
        text = QCoreApplication.translate("nndesk", "Something went wrong, and your work was kept: {summary}")
        self.message_bar.say(
            text.format(summary=summary),
            "error",
            (
                Choice(QCoreApplication.translate("nndesk", "Details"), report.show, stays=True),
                Choice(QCoreApplication.translate("nndesk", "Copy"), report.copy, stays=True),
            ),
        )

    # --- the end -----------------------------------------------------------------------------------------

    def close(self) -> None:
        """Stop what runs, leave nothing to recover. Called when the window closes and when Qt quits."""
        if self._closed:
            return
        self._closed = True
        self.crash_reporter.uninstall()
        self.playback.pause()
        self.worker.close()
        self.recovery.close()
        self.session.close()
        self.actions.close()


def _show(dialog: QDialog) -> None:
    """Bring a window that stays open to the front."""
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


class _Answer:
    """Recovers one leftover. An object and not a closure, for the reason that message bar gives."""

    def __init__(self, bench: Workbench, leftover: Leftover) -> None:
        self._bench, self._leftover = bench, leftover

    def recover(self) -> None:
        self._bench.recover(self._leftover)


class _Report:
    """The details of one unexpected error."""

    def __init__(self, bench: Workbench, details: str) -> None:
        self._bench, self._details = bench, details

    def show(self) -> None:
        from nndesk.gui.dialogs.help import details_dialog

        details_dialog(self._details, self._bench.window).show()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
