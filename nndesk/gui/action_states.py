"""Which actions make sense now, and what undo would undo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QActionGroup

from nndesk.figure.hidden_content import layers_with_space
from nndesk.figure.identities import DRAWN, MOST
from nndesk.gui.settings import WORKSPACES
from nndesk.gui.showing import DIGITS, face_choices, label_choices, shading_choices
from nndesk.gui.spaces.pages import pages
from nndesk.network.grains import GRAINS
from nndesk.network.inner import readers
from nndesk.network.truth_tables import has_truth_table

if TYPE_CHECKING:
    from nndesk.gui.workbench import Workbench

_KINDS = ("none", "minmax", "zscore")
_MODES = ("system", "light", "dark")
_PANELS = ("diagram", "plane", "inspector", "equation", "transport", "weights", "spaces")


class ActionStates(QObject):
    """Enables, checks and names actions as the session, the playback, training and the theme change."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._group(f"view.{name}" for name in WORKSPACES)
        self._group(f"data.normalise_{kind}" for kind in _KINDS)
        self._group(f"view.theme_{mode}" for mode in _MODES)
        self._group(f"walk.grain_{grain}" for grain in GRAINS)
        self._group(f"view.space_{page.id}" for page in pages())
        self._group(f"view.digits_{count}" for count in DIGITS)
        self._group(f"view.weights_{labels}" for labels, _text in label_choices())
        self._group(f"view.shade_{shading}" for shading, _text in shading_choices())
        self._group(f"view.faces_{faces}" for faces, _text, _possible in face_choices())
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
        bench.playback.grain_changed.connect(self._update_walk)
        bench.trainer.running_changed.connect(self._update_training)
        bench.theme.changed.connect(self._update_look)
        bench.workspace_changed.connect(self._update_workspace)
        bench.page_shown.connect(self._update_page)
        bench.diagram.tool_chosen.connect(self._update_tool)
        bench.plane.plot.tool_changed.connect(self._update_tool)
        for update in (
            self._update_undo,
            self._update_selection,
            self._update_document,
            self._update_walk,
            self._update_training,
            self._update_look,
            self._update_workspace,
            self._update_tool,
        ):
            update()
        for name in _PANELS:
            bench.actions[f"view.show_{name}"].setChecked(bench.settings.panel_shown(name))

    def _group(self, names: Iterable[str]) -> None:
        """Choices of which one is marked: choosing it again leaves the mark."""
        group = QActionGroup(self)
        for name in names:
            action = self._bench.actions[name]
            action.setCheckable(True)
            group.addAction(action)

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
        for name in ("delete", "cut", "copy"):
            actions[f"edit.{name}"].setEnabled(bool(session.selection))
        actions["edit.duplicate"].setEnabled(bool(session.selection.nodes))
        actions["edit.rename"].setEnabled(session.selection.node is not None)
        some = bool(session.selection.nodes)
        for name in ("edit.select_layer", "network.connect", "network.disconnect"):
            actions[name].setEnabled(some)
        for name in ("edit.select_feeders", "edit.select_fed"):
            actions[name].setEnabled(bool(session.selection))
        several = len(session.selection.nodes)
        for way, least in (("align", 2), ("distribute", 3)):
            for into in ("column", "row"):
                actions[f"network.{way}_{into}"].setEnabled(several >= least)
        numbers = bool(session.selection.edges) or not session.selection.nodes <= set(network.inputs)
        for name in ("network.negate", "network.scale", "network.lock"):
            actions[name].setEnabled(numbers)
        for spec in actions.specs:
            if spec.submenu == "activation":
                action = actions[spec.id]
                action.setEnabled(bool(activations))
                action.setCheckable(True)
                action.setChecked(activations == {spec.data})

    def _update_document(self, *_: object) -> None:
        document, actions = self._bench.session.document, self._bench.actions
        network = document.network
        for name in ("edit.select_all", "edit.invert", "network.tidy"):
            actions[name].setEnabled(bool(network.names))
        for name in ("add_neuron", "remove_neuron", "insert_layer"):
            actions[f"network.{name}"].setEnabled(bool(network.names))
        for name in ("network.initial_weights", "network.randomise"):
            actions[name].setEnabled(bool(network.nodes))
        actions["network.reset"].setEnabled(bool(document.initial))
        some = len(document.dataset) > 0
        for name in ("remove_all", "export", "copy", "split", "normalise_minmax", "normalise_zscore"):
            actions[f"data.{name}"].setEnabled(some)
        kind = document.normalisation.kind
        actions["data.fit_again"].setEnabled(some and kind != "none")
        for name in _KINDS:
            actions[f"data.normalise_{name}"].setChecked(name == kind)
        actions["file.export_diagram"].setEnabled(bool(network.names))
        actions["file.export_matrices"].setEnabled(bool(network.nodes))
        actions["file.export_plane"].setEnabled(bool(network.inputs) and bool(network.nodes))
        first = len(readers(network))
        actions["file.export_hypercube"].setEnabled(0 < first <= DRAWN)
        actions["file.export_surface"].setEnabled(len(network.inputs) == 2 and bool(network.nodes))
        actions["file.export_hidden"].setEnabled(bool(layers_with_space(network)))
        actions["file.export_truth_table"].setEnabled(has_truth_table(network))
        actions["file.export_regions"].setEnabled(0 < first <= MOST)
        self._update_selection()
        self._update_shown()

    def _update_shown(self) -> None:
        document, actions = self._bench.session.document, self._bench.actions
        view = document.view
        for count in DIGITS:
            actions[f"view.digits_{count}"].setChecked(count == view.digits)
        actions["view.fractions"].setChecked(view.fractions)
        actions["view.regions"].setChecked(view.show_regions)
        actions["view.decimal_comma"].setChecked(view.decimal_comma)
        for labels, _text in label_choices():
            actions[f"view.weights_{labels}"].setChecked(labels == view.labels)
        actions["view.one_scale"].setChecked(view.one_scale)
        actions["view.one_scale"].setEnabled(len(document.network.inputs) >= 2)
        for shading, _text in shading_choices():
            actions[f"view.shade_{shading}"].setChecked(shading == view.shading)
        for faces, text, possible in face_choices(len(document.network.inputs)):
            action = actions[f"view.faces_{faces}"]
            action.setChecked(faces == view.faces)
            action.setText(text)
            action.setEnabled(possible)

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
        for grain in GRAINS:
            actions[f"walk.grain_{grain}"].setChecked(grain == playback.grain)
        actions["file.export_walk"].setEnabled(count > 0 and index >= 0)
        actions["file.export_ledger"].setEnabled(count > 0)
        actions["file.export_graph"].setEnabled(count > 0)

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
            actions[f"view.{name}"].setChecked(name == self._bench.workspace)

    def _update_page(self, id: str) -> None:
        self._bench.actions[f"view.space_{id}"].setChecked(True)

    def _update_tool(self, *_: object) -> None:
        chosen = {"tool": self._bench.diagram.mouse.chosen, "plane_tool": self._bench.plane.plot.tool}
        for spec in self._bench.actions.specs:
            if spec.submenu in chosen:
                action = self._bench.actions[spec.id]
                action.setCheckable(True)
                action.setChecked(spec.data == chosen[spec.submenu])

    def _update_look(self) -> None:
        theme, actions = self._bench.theme, self._bench.actions
        actions["view.projector"].setChecked(theme.projector)
        actions["view.reduced_motion"].setChecked(theme.reduced_motion)
        actions["view.focus_on_hover"].setChecked(theme.focus_on_hover)
        for mode in _MODES:
            actions[f"view.theme_{mode}"].setChecked(theme.mode == mode)


def _escaped(text: str) -> str:
    """A name may contain the sign that menus take for a mnemonic."""
    return text.replace("&", "&&")
