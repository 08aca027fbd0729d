"""Which actions make sense now, and what undo would undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from nndesk.gui.header import WORKSPACES

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench

_PANELS = ("diagram", "plane", "inspector", "equation", "transport")


class ActionStates(QObject):
    """Enables, checks and names actions as the session, the playback, training and the theme change."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        stack = bench.session.undo_stack
        stack.undoTextChanged.connect(self._update_undo)
        stack.redoTextChanged.connect(self._update_undo)
        stack.indexChanged.connect(self._update_undo)
        bench.session.selection_changed.connect(self._update_selection)
        bench.session.document_changed.connect(self._update_document)
        bench.playback.walk_changed.connect(self._update_walk)
        bench.playback.step_shown.connect(self._update_walk)
        bench.playback.playing_changed.connect(self._update_walk)
        bench.playback.speed_changed.connect(self._update_walk)
        bench.trainer.running_changed.connect(self._update_training)
        bench.theme.changed.connect(self._update_look)
        bench.workspace_changed.connect(self._update_workspace)
        for update in (
            self._update_undo,
            self._update_selection,
            self._update_document,
            self._update_walk,
            self._update_training,
            self._update_look,
            self._update_workspace,
        ):
            update()
        for name in _PANELS:
            bench.actions[f"view.show_{name}"].setChecked(bench.settings.panel_shown(name))

    def _update_undo(self, *_: object) -> None:
        stack, actions = self._bench.session.undo_stack, self._bench.actions
        undo = QCoreApplication.translate("nndesk", "&Undo")
        redo = QCoreApplication.translate("nndesk", "&Redo")
        actions["edit.undo"].setText(f"{undo} {_escaped(stack.undoText())}".strip())
        actions["edit.redo"].setText(f"{redo} {_escaped(stack.redoText())}".strip())
        actions["edit.undo"].setEnabled(stack.canUndo())
        actions["edit.redo"].setEnabled(stack.canRedo())

    def _update_selection(self, *_: object) -> None:
        session, actions = self._bench.session, self._bench.actions
        network = session.document.network
        activations = {node.activation for node in network.nodes if node.name in session.selection.nodes}
        actions["edit.delete"].setEnabled(bool(session.selection))
        actions["edit.rename"].setEnabled(session.selection.node is not None)
        actions["edit.connect"].setEnabled(len(session.selection.nodes) > 1)
        for spec in actions.specs:
            if spec.submenu == "activation":
                action = actions[spec.id]
                action.setEnabled(bool(activations))
                action.setCheckable(True)
                action.setChecked(activations == {spec.data})

    def _update_document(self, *_: object) -> None:
        document, actions = self._bench.session.document, self._bench.actions
        network = document.network
        actions["edit.select_all"].setEnabled(bool(network.names))
        actions["data.remove_all"].setEnabled(len(document.dataset) > 0)
        actions["file.export_diagram"].setEnabled(bool(network.names))
        actions["file.export_plane"].setEnabled(len(network.inputs) == 2 and bool(network.nodes))
        self._update_selection()

    def _update_walk(self, *_: object) -> None:
        playback, actions = self._bench.playback, self._bench.actions
        count, index = len(playback), playback.index
        toggle = actions["walk.toggle"]
        toggle.setEnabled(count > 0)
        toggle.setText(
            QCoreApplication.translate("nndesk", "&Pause")
            if playback.playing
            else QCoreApplication.translate("nndesk", "&Play")
        )
        # Never disabled at the ends: a disabled key would go on to whatever has the focus, and scroll it.
        for name in ("next", "previous", "start", "end"):
            actions[f"walk.{name}"].setEnabled(count > 0)
        actions["file.export_walk"].setEnabled(count > 0 and index >= 0)

    def _update_training(self, *_: object) -> None:
        # Never disabled: where training is impossible, starting it says why.
        self._bench.actions["train.toggle"].setText(
            QCoreApplication.translate("nndesk", "&Stop training")
            if self._bench.trainer.running
            else QCoreApplication.translate("nndesk", "&Start training")
        )

    def _update_workspace(self, *_: object) -> None:
        actions = self._bench.actions
        for name in WORKSPACES:
            action = actions[f"view.{name}"]
            action.setCheckable(True)
            action.setChecked(name == self._bench.workspace)

    def _update_look(self) -> None:
        theme, actions = self._bench.theme, self._bench.actions
        actions["view.projector"].setChecked(theme.projector)
        actions["view.reduced_motion"].setChecked(theme.reduced_motion)
        actions["view.focus_on_hover"].setChecked(theme.focus_on_hover)
        for mode in ("system", "light", "dark"):
            action = actions[f"view.theme_{mode}"]
            action.setCheckable(True)
            action.setChecked(theme.mode == mode)


def _escaped(text: str) -> str:
    """A name may contain the sign that menus take for a mnemonic."""
    return text.replace("&", "&&")
