"""How numbers are written, which weights show theirs, and what stands in the neurons."""

from __future__ import annotations

import pytest
from hand import Hand
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from nndesk.document.edits import layered, set_weight
from nndesk.document.examples import example
from nndesk.figure.primitives import FieldDisc, Text
from nndesk.gui.workbench import Workbench
from nndesk.network.model import EdgeKey


def maps(bench: Workbench) -> dict[str, FieldDisc]:
    found = {}
    for name, node in bench.diagram.diagram.nodes.items():
        for item in node.items:
            if isinstance(item, FieldDisc):
                found[name] = item
    return found


def shown_weights(bench: Workbench) -> set[str]:
    layer = bench.diagram.diagram.labels
    return {str(key) for key in layer.seen_at(bench.diagram.camera.scale)}


@pytest.mark.parametrize(
    ("action", "text", "field", "value"),
    [
        ("view.digits_5", "Write 5 significant digits", "digits", 5),
        ("view.fractions", "Write exact fractions", "fractions", True),
        ("view.decimal_comma", "Write decimal commas", "decimal_comma", True),
        ("view.weights_hover", "Show weights on hover", "labels", "hover"),
        ("view.weights_none", "Hide weights", "labels", "none"),
        ("view.faces_value", "Show outputs in the neurons", "faces", "value"),
        ("view.faces_field", "Show fields in the neurons", "faces", "field"),
    ],
)
def test_each_choice_is_one_named_undo_step_and_marked(
    bench: Workbench, action: str, text: str, field: str, value: object
) -> None:
    assert not bench.actions[action].isChecked()
    bench.actions[action].trigger()
    assert getattr(bench.session.document.view, field) == value
    assert bench.session.undo_stack.undoText() == text
    assert bench.actions[action].isChecked()
    bench.session.undo_stack.undo()
    assert not bench.actions[action].isChecked()


def test_choosing_what_is_chosen_changes_nothing_and_keeps_the_mark(bench: Workbench) -> None:
    assert bench.actions["view.digits_3"].isChecked()
    bench.actions["view.digits_3"].trigger()
    assert bench.actions["view.digits_3"].isChecked()
    assert bench.session.undo_stack.count() == 0


def test_the_view_menu_has_the_three_submenus(bench: Workbench) -> None:
    (view,) = (menu for menu in bench.window.menuBar().findChildren(QMenu) if menu.objectName() == "view")
    titles = {a.text().replace("&", "") for a in view.actions() if a.menu() is not None}
    assert {"Numbers", "Weights", "Neurons show"} <= titles


def test_numbers_change_in_the_diagram_at_once(bench: Workbench) -> None:
    bench.actions["view.digits_5"].trigger()
    bench.actions["view.decimal_comma"].trigger()
    texts = [i.text for i in bench.diagram.diagram.nodes["h1"].items if isinstance(i, Text)]
    assert "0,96083" in texts


# --- fields -----------------------------------------------------------------------------------------------


def test_every_node_gets_its_map_from_the_worker(bench: Workbench, qtbot: QtBot) -> None:
    bench.actions["view.faces_field"].trigger()
    qtbot.waitUntil(lambda: maps(bench).keys() == {"x1", "x2", "h1", "h2", "o1"})
    bench.actions["view.faces_curve"].trigger()
    assert not maps(bench)


def test_maps_follow_an_edit_and_leave_what_did_not_change(bench: Workbench, qtbot: QtBot) -> None:
    bench.actions["view.faces_field"].trigger()
    qtbot.waitUntil(lambda: len(maps(bench)) == 5)
    before = maps(bench)
    bench.session.edit("Weight", set_weight(bench.session.document, "x1", "h1", -4.0))
    qtbot.waitUntil(lambda: maps(bench)["h1"] != before["h1"])
    after = maps(bench)
    assert after["o1"] != before["o1"]
    assert after["h2"] == before["h2"]
    assert after["x1"] == before["x1"]


def test_maps_follow_the_training(bench: Workbench, qtbot: QtBot) -> None:
    bench.actions["view.faces_field"].trigger()
    qtbot.waitUntil(lambda: len(maps(bench)) == 5)
    before = maps(bench)
    network = bench.session.document.network
    trained = network.with_numbers([-e.weight for e in network.edges], [n.bias for n in network.nodes])
    bench.diagram.show_network(trained)
    qtbot.waitUntil(lambda: maps(bench)["h1"] != before["h1"])
    bench.diagram.show_network(None)
    qtbot.waitUntil(lambda: maps(bench) == before)


def test_another_document_does_not_show_the_maps_of_the_last(bench: Workbench, qtbot: QtBot) -> None:
    bench.actions["view.faces_field"].trigger()
    qtbot.waitUntil(lambda: len(maps(bench)) == 5)
    bench.session.new(example("worked-example"))
    assert not maps(bench)
    assert not bench.actions["view.faces_field"].isEnabled()
    assert "two inputs" in bench.actions["view.faces_field"].text()
    bench.session.new(example("xor"))
    assert bench.actions["view.faces_field"].isEnabled()


# --- weights on hover -------------------------------------------------------------------------------------


def hover(bench: Workbench, at: tuple[float, float]) -> None:
    Hand(bench.diagram).move(at)
    QApplication.processEvents()


def test_on_hover_only_the_weights_near_the_mouse_show(bench: Workbench) -> None:
    assert len(shown_weights(bench)) == 6
    bench.actions["view.weights_hover"].trigger()
    assert shown_weights(bench) == set()
    hover(bench, bench.session.document.positions["h1"])
    assert shown_weights(bench) == {"h1<-x1", "h1<-x2", "o1<-h1"}
    path = bench.diagram.diagram.edges.path(EdgeKey("h2", "o1"))
    assert path is not None
    hover(bench, path.point(0.5))
    assert shown_weights(bench) == {"o1<-h2"}


def test_hidden_weights_show_on_selected_edges_alone(bench: Workbench) -> None:
    bench.actions["view.weights_none"].trigger()
    bench.session.select(["h1"])
    assert shown_weights(bench) == set()
    bench.session.select((), [EdgeKey("x1", "h1")])
    assert shown_weights(bench) == {"h1<-x1"}


def test_on_hover_the_walks_step_shows_its_weights(bench: Workbench) -> None:
    bench.actions["view.weights_hover"].trigger()
    bench.playback.seek(0)
    step = bench.playback.step()
    assert step is not None
    layer = bench.diagram.diagram.labels
    assert {str(key) for key in layer.seen_at(1.0)} == {str(key) for key in step.edges}


def test_in_a_crowd_a_selected_neuron_shows_its_weights(bench: Workbench, qtbot: QtBot) -> None:
    bench.session.new(layered("6-12-6", seed=1))
    assert shown_weights(bench) == set()
    bench.session.select(["h6"])
    # From afar they are painted larger, once the pointer rests.
    assert not bench.diagram.diagram.labels.legible_at(bench.diagram.camera.scale)
    qtbot.waitUntil(lambda: len(shown_weights(bench)) >= 5)
    bench.diagram.camera.zoom(4.0)
    assert len(shown_weights(bench)) >= 9


def test_hidden_weights_stay_hidden_in_the_walk(bench: Workbench) -> None:
    bench.actions["view.weights_none"].trigger()
    bench.playback.seek(0)
    for scale in (0.3, 1.0):
        assert not bench.diagram.diagram.labels.seen_at(scale)
        texts = [i for i in bench.diagram.diagram.focus.seen_at(scale) if isinstance(i, Text)]
        assert not texts


def test_a_fraction_is_edited_as_a_fraction(bench: Workbench) -> None:
    bench.actions["view.fractions"].trigger()
    bench.session.edit("Weight", set_weight(bench.session.document, "x1", "h1", -1.5))
    bench.session.select((), [EdgeKey("x1", "h1")])
    bench.diagram.edit_selected_number()
    field = bench.diagram.typing.field
    assert field is not None
    assert field.text() == "−3/2"
