from __future__ import annotations

import math

import pytest

from nndesk.data.dataset import EMPTY, Dataset
from nndesk.data.generators import truth_table
from nndesk.document import edits
from nndesk.document.document import MAX_NODES, Document, Example, check
from nndesk.document.examples import example
from nndesk.network.errors import (
    CycleError,
    DuplicateEdgeError,
    DuplicateNameError,
    EdgeIntoInputError,
    NameRuleError,
    NetworkError,
    NonFiniteError,
    ShapeError,
    UnfedOutputError,
    UnknownActivationError,
    UnknownCostError,
    UnknownNodeError,
)
from nndesk.network.model import EdgeKey


def drawn(*edges: str, inputs: int = 2, hidden: int = 2, outputs: int = 1) -> Document:
    """Nodes x1 …, h1 …, o1 … and edges written like ``x1 h1``."""
    document = Document()
    for prefix, count in (("x", inputs), ("h", hidden), ("o", outputs)):
        for i in range(count):
            if prefix == "x":
                document, _ = edits.add_input(document, (0, 10 * i))
            else:
                document, _ = edits.add_node(document, (20, 10 * i), prefix=prefix)
    for edge in edges:
        document = edits.add_edge(document, *edge.split())
    return document


@pytest.fixture
def xor() -> Document:
    return example("xor")


# --- adding -----------------------------------------------------------------------------------------------


def test_names_by_default_take_the_lowest_free_number() -> None:
    document = drawn()
    assert document.network.names == ("x1", "x2", "h1", "h2", "o1")
    document = edits.remove(document, ["h1"])
    document, name = edits.add_node(document, (0, 0))
    assert name == "h1"
    document, name = edits.add_node(document, (0, 0), prefix="o")
    assert name == "o2"
    document, name = edits.add_input(document, (0, 0))
    assert name == "x3"
    assert document.network.inputs == ("x1", "x2", "x3")
    check(document)


def test_a_new_node_stands_where_it_was_put_with_bias_0_and_no_output() -> None:
    document, name = edits.add_node(Document(), (3, 4), activation="tanh")
    assert document.positions == {name: (3.0, 4.0)}
    assert document.network.node(name).activation == "tanh"
    assert document.network.node(name).bias == 0
    assert document.network.outputs == ()


def test_a_new_input_has_the_value_0_in_the_example(xor: Document) -> None:
    document, _ = edits.add_input(xor, (0, 200))
    assert document.example == Example((1.0, 0.0, 0.0), (1.0,))


def test_a_name_that_cannot_be_is_told_why_in_plain_words() -> None:
    doc = example("xor")
    with pytest.raises(DuplicateNameError) as taken:
        edits.rename(doc, "h1", "x1")
    assert str(taken.value) == "x1 is already taken: names must be unique."
    with pytest.raises(NameRuleError) as empty:
        edits.rename(doc, "h1", "")
    assert str(empty.value) == "A name needs at least one character."


@pytest.mark.parametrize(
    ("name", "error"), [("h1", DuplicateNameError), ("", NameRuleError), ("a<-b", NameRuleError)]
)
def test_a_name_must_be_free_and_allowed(xor: Document, name: str, error: type[NetworkError]) -> None:
    for add in (edits.add_input, edits.add_node):
        with pytest.raises(error):
            add(xor, (0, 0), name)


@pytest.mark.parametrize("at", [(math.nan, 0), (0, math.inf), (1e7, 0)])
def test_a_node_stands_inside_the_drawing_area(xor: Document, at: tuple[float, float]) -> None:
    with pytest.raises(NetworkError, match=r"position|drawing area"):
        edits.add_node(xor, at)
    with pytest.raises(NetworkError, match=r"position|drawing area"):
        edits.move(xor, {"h1": at})


def test_an_unknown_activation_is_refused(xor: Document) -> None:
    with pytest.raises(UnknownActivationError, match="h3 has an unknown activation 'tan'"):
        edits.add_node(xor, (0, 0), activation="tan")


# --- the output rule --------------------------------------------------------------------------------------


def test_drawing_moves_the_output_along_to_the_end_of_the_drawing() -> None:
    document = drawn()
    assert document.network.outputs == ()
    document = edits.add_edge(document, "x1", "h1")
    assert document.network.outputs == ("h1",)
    assert document.example.t == (0.0,)
    document = edits.add_edge(document, "h1", "o1")
    assert document.network.outputs == ("o1",)
    document = edits.add_edge(document, "x1", "h2")
    assert document.network.outputs == ("o1", "h2")


def test_a_neuron_that_nothing_feeds_is_no_output_even_when_it_feeds_others() -> None:
    document = drawn("h1 o1")
    assert document.network.outputs == ("o1",)
    with pytest.raises(UnfedOutputError):
        edits.mark_output(document, "h1", True)
    assert edits.remove(document, edges=[("h1", "o1")]).network.outputs == ()


def test_a_marked_output_stays_one_when_more_edges_leave_it() -> None:
    document = drawn("x1 h1", "h1 h2")
    document = edits.mark_output(document, "h1", True)
    assert document.network.outputs == ("h2", "h1")
    document = edits.add_edge(document, "h1", "o1")
    assert set(document.network.outputs) == {"h2", "h1", "o1"}
    document = edits.mark_output(document, "h1", False)
    assert set(document.network.outputs) == {"h2", "o1"}


def test_a_neuron_that_feeds_nothing_cannot_be_hidden(xor: Document) -> None:
    with pytest.raises(edits.EditError, match="o1 feeds no other node"):
        edits.mark_output(xor, "o1", False)
    with pytest.raises(edits.EditError, match="x1 is an input"):
        edits.mark_output(xor, "x1", True)
    with pytest.raises(UnknownNodeError):
        edits.mark_output(xor, "z", True)


def test_removing_the_output_node_makes_those_that_fed_it_outputs(xor: Document) -> None:
    document = edits.remove(xor, ["o1"])
    assert document.network.outputs == ("h1", "h2")
    assert document.example.t == (0.0, 0.0)
    check(document)


def test_targets_stay_with_their_outputs() -> None:
    document = drawn("x1 h1", "x1 h2")
    document = edits.set_example(document, t={"h1": 3, "h2": 4})
    document = edits.add_edge(document, "x2", "o1")
    assert document.network.outputs == ("h1", "h2", "o1")
    assert document.example.t == (3.0, 4.0, 0.0)
    document = edits.add_edge(document, "h1", "o1")
    assert document.example.t == (4.0, 0.0)


# --- removing, moving, renaming ---------------------------------------------------------------------------


def test_removing_a_node_removes_its_edges_place_and_value(xor: Document) -> None:
    document = edits.remove(xor, ["x1", "h1"])
    assert document.network.names == ("x2", "h2", "o1")
    assert [str(edge.key) for edge in document.network.edges] == ["h2<-x2", "o1<-h2"]
    assert document.positions.keys() == {"x2", "h2", "o1"}
    assert document.example == Example((0.0,), (1.0,))


def test_removing_an_edge_leaves_the_nodes(xor: Document) -> None:
    document = edits.remove(xor, edges=[EdgeKey("h2", "o1")])
    assert document.network.outputs == ("o1", "h2")
    assert document.positions is xor.positions


def test_removing_what_is_not_there_is_refused(xor: Document) -> None:
    with pytest.raises(UnknownNodeError, match="q"):
        edits.remove(xor, ["q"])
    with pytest.raises(UnknownNodeError, match="x1<-h1"):
        edits.remove(xor, edges=[("h1", "x1")])


def test_the_plane_forgets_a_removed_node_and_follows_a_renamed_one(xor: Document) -> None:
    document = edits.set_view(xor, plane_node="h1")
    assert edits.rename(document, "h1", "left").view.plane_node == "left"
    assert edits.remove(document, ["h1"]).view.plane_node is None
    assert edits.remove(document, ["h2"]).view is document.view


def test_the_axes_of_the_plane_follow_a_renamed_input_and_go_with_a_removed_one(xor: Document) -> None:
    document = edits.set_view(xor, plane_axes=("x2", "x1"))
    assert edits.rename(document, "x2", "up").view.plane_axes == ("up", "x1")
    assert edits.remove(document, ["x2"]).view.plane_axes is None
    assert edits.rename(document, "h1", "left").view is document.view
    for axes in (("x1", "x1"), ("x1", "h1")):
        with pytest.raises(NetworkError, match="the plane's axes are two"):
            edits.set_view(xor, plane_axes=axes)


def test_renaming_keeps_everything_else(xor: Document) -> None:
    document = edits.rename(edits.rename(xor, "x2", "b"), "o1", "y")
    network = document.network
    assert network.inputs == ("x1", "b")
    assert network.outputs == ("y",)
    assert [str(edge.key) for edge in network.edges] == [
        "h1<-x1",
        "h1<-b",
        "h2<-x1",
        "h2<-b",
        "y<-h1",
        "y<-h2",
    ]
    assert network.node("y").bias == -0.5
    assert document.positions["y"] == xor.positions["o1"]
    assert list(document.positions) == ["x1", "b", "h1", "h2", "y"]
    assert document.example is xor.example
    assert network.edges[0] is xor.network.edges[0]
    assert edits.rename(edits.rename(document, "b", "x2"), "y", "o1") == xor


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [("q", "r", UnknownNodeError), ("h1", "x1", DuplicateNameError), ("h1", " h", NameRuleError)],
)
def test_renaming_checks_both_names(xor: Document, old: str, new: str, error: type[NetworkError]) -> None:
    with pytest.raises(error):
        edits.rename(xor, old, new)


# --- edges ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "target", "kind", "reason"),
    [
        ("h1", "h2", "cycle", "h2 already feeds h1 (h2 → o1 → h1): this edge would close a cycle."),
        ("o1", "h2", "cycle", "h2 already feeds o1: this edge would close a cycle."),
        ("x1", "h1", "duplicate", "There is already an edge from x1 to h1."),
        ("h1", "x1", "input", "x1 is an input; nothing can feed an input."),
        ("h1", "h1", "self", "A node cannot feed itself."),
    ],
)
def test_a_refused_edge_says_why(source: str, target: str, kind: str, reason: str) -> None:
    network = drawn("x1 h1", "h2 o1", "o1 h1").network
    refusal = edits.connection_refusal(network, source, target)
    assert refusal is not None
    assert (refusal.kind, refusal.reason) == (kind, reason)


def test_the_path_of_a_cycle_leads_from_the_target_back_to_the_source() -> None:
    document = drawn("x1 h1", "h2 o1", "o1 h1")
    refusal = edits.connection_refusal(document.network, "h1", "h2")
    assert refusal is not None
    assert refusal.path == ("h2", "o1", "h1")
    with pytest.raises(CycleError, match="h1 → h2 → o1 → h1"):
        edits.add_edge(document, "h1", "h2")


def test_a_long_cycle_is_told_shortly() -> None:
    document = edits.layered("1-" * 20 + "1")
    refusal = edits.connection_refusal(document.network, "o1", "h1")
    assert refusal is not None
    assert "(h1 → h2 → h3 → h4 → … → h18 → h19 → o1)" in refusal.reason
    assert len(refusal.path) == 20


def test_skip_edges_are_ordinary(xor: Document) -> None:
    assert edits.connection_refusal(xor.network, "x1", "o1") is None
    document = edits.add_edge(xor, "x1", "o1", 2)
    assert document.network.edge("x1", "o1").weight == 2.0
    assert edits.connection_refusal(xor.network, "h2", "h1") is None


def test_adding_an_edge_raises_what_the_refusal_says(xor: Document) -> None:
    for ends, error in (
        (("x1", "h1"), DuplicateEdgeError),
        (("h1", "x1"), EdgeIntoInputError),
        (("h1", "h1"), CycleError),
        (("o1", "h1"), CycleError),
        (("o1", "q"), UnknownNodeError),
        (("q", "o1"), UnknownNodeError),
    ):
        with pytest.raises(error):
            edits.add_edge(xor, *ends)
    with pytest.raises(NonFiniteError):
        edits.add_edge(xor, "x1", "o1", math.nan)


# --- numbers and the rest ---------------------------------------------------------------------------------


def test_numbers_change_without_touching_the_rest(xor: Document) -> None:
    for document in (edits.set_weight(xor, "x1", "h1", 7), edits.set_bias(xor, "h1", 7)):
        assert document.network.topology is xor.network.topology
        for part in ("positions", "dataset", "hyperparameters", "example", "view"):
            assert getattr(document, part) is getattr(xor, part)
    assert edits.set_weight(xor, "x1", "h1", 7).network.nodes is xor.network.nodes
    assert edits.set_bias(xor, "h1", 7).network.edges is xor.network.edges


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_numbers_must_be_finite(xor: Document, value: float) -> None:
    for wrong in (
        lambda: edits.set_weight(xor, "x1", "h1", value),
        lambda: edits.set_bias(xor, "h1", value),
        lambda: edits.set_example(xor, x=(value, 0)),
        lambda: edits.set_example(xor, t={"o1": value}),
        lambda: edits.set_hyperparameters(xor, eta=value),
        lambda: edits.set_view(xor, plane_range=(0, value, 0, 1)),
    ):
        with pytest.raises(NetworkError):
            wrong()


def test_an_activation_is_set_on_many_nodes_at_once(xor: Document) -> None:
    document = edits.set_activation(xor, ["h1", "h2"], "tanh")
    assert [node.activation for node in document.network.nodes] == ["tanh", "tanh", "step"]
    assert edits.set_activation(xor, "o1", "relu").network.node("o1").activation == "relu"
    with pytest.raises(UnknownActivationError):
        edits.set_activation(xor, ["h1"], "tan")
    with pytest.raises(UnknownNodeError):
        edits.set_activation(xor, ["x1"], "tanh")


def test_the_example_is_set_in_order_or_by_name(xor: Document) -> None:
    assert edits.set_example(xor, x=(0, 1)).example == Example((0.0, 1.0), (1.0,))
    assert edits.set_example(xor, x={"x2": 5}, t=[0]).example == Example((1.0, 5.0), (0.0,))
    with pytest.raises(ShapeError, match="The example's x has 1 value, but needs the 2 of x1, x2"):
        edits.set_example(xor, x=(1,))
    with pytest.raises(UnknownNodeError):
        edits.set_example(xor, x={"h1": 1})


def test_hyperparameters_view_title_and_data_are_checked(xor: Document) -> None:
    assert edits.set_hyperparameters(xor, eta=0.25, epochs=7).eta == 0.25
    assert edits.set_view(xor, plane_range=(-1, 2, -1, 2)).view.plane_range == (-1.0, 2.0, -1.0, 2.0)
    assert edits.set_title(xor, "  A title ").title == "A title"
    with pytest.raises(UnknownCostError):
        edits.set_hyperparameters(xor, cost="quartic")
    for changes in ({"eta": 0}, {"batch": -1}, {"seed": 2**60}):
        with pytest.raises(NetworkError):
            edits.set_hyperparameters(xor, **changes)
    with pytest.raises(NetworkError, match="x1 is an input"):
        edits.set_view(xor, plane_node="x1")
    for changes in ({"plane_node": "q"}, {"plane_range": (1, 1, 0, 1)}, {"digits": 0}, {"digits": 18}):
        with pytest.raises(NetworkError):
            edits.set_view(xor, **changes)
    for title in ("a\nb", "a" * 201):
        with pytest.raises(NetworkError):
            edits.set_title(xor, title)


def test_data_that_do_not_fit_are_kept(xor: Document) -> None:
    document = edits.set_dataset(xor, Dataset.of([[1, 2, 3]], [[0]]))
    assert not document.data_fit()
    assert xor.data_fit()
    assert not edits.set_dataset(xor, EMPTY).data_fit()


def test_trained_numbers_come_back_into_the_same_graph(xor: Document) -> None:
    trained = xor.network.with_weights({EdgeKey("x1", "h1"): 0.1}).with_biases({"o1": 9})
    assert edits.set_network_numbers(xor, trained).network is trained
    other = edits.add_edge(xor, "x1", "o1").network
    for wrong in (
        other,
        edits.set_activation(xor, ["h1"], "tanh").network,
        edits.rename(xor, "h1", "h9").network,
    ):
        with pytest.raises(edits.EditError):
            edits.set_network_numbers(xor, wrong)


def test_an_edit_that_changes_nothing_returns_the_same_document(xor: Document) -> None:
    same = [
        edits.remove(xor),
        edits.move(xor, {}),
        edits.move(xor, {"h1": xor.positions["h1"]}),
        edits.rename(xor, "h1", "h1"),
        edits.set_weight(xor, "x1", "h1", 1),
        edits.set_bias(xor, "h1", -0.5),
        edits.set_activation(xor, ["h1", "o1"], "step"),
        edits.mark_output(xor, "o1", True),
        edits.mark_output(xor, "h1", False),
        edits.set_example(xor, x=(1, 0)),
        edits.set_hyperparameters(xor, eta=0.5),
        edits.set_dataset(xor, truth_table("xor")),
        edits.set_view(xor, digits=3),
        edits.set_network_numbers(xor, xor.network),
        edits.set_title(xor, " XOR by two perceptrons "),
        edits.tidy(xor),
    ]
    for i, document in enumerate(same):
        assert document is xor, i


def test_a_network_has_a_largest_size() -> None:
    document = edits.layered(f"{MAX_NODES - 1}-1")
    with pytest.raises(ShapeError, match="A network of 10,001 nodes is too large; 10,000 is the most"):
        edits.add_node(document, (0, 0))
