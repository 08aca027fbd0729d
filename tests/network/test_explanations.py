from __future__ import annotations

import pytest

from nndesk.network.explanations import explain, plain_name
from nndesk.network.explanations_of_terms import title_shown
from nndesk.network.model import Edge, Network, Node
from nndesk.network.walk import Step, walk


def network(hidden: str = "sigmoid", output: str = "sigmoid") -> Network:
    return Network(
        inputs=("x1", "x2"),
        nodes=(Node("h1", hidden, -2.0), Node("h2", hidden, -5.6), Node("o", output, -3.1)),
        edges=(
            Edge("x1", "h1", 5.2),
            Edge("x2", "h1", 5.2),
            Edge("x1", "h2", 3.6),
            Edge("x2", "h2", 3.6),
            Edge("h1", "o", 6.8),
            Edge("h2", "o", -7.3),
        ),
        outputs=("o",),
    )


def step(kind: str, node: str | None, net: Network | None = None, x=(1, 0), t=(1,), **knobs: str) -> Step:
    steps = walk(net or network(), x, t, **knobs).steps
    return next(s for s in steps if (s.kind, s.node) == (kind, node))


@pytest.mark.parametrize(
    ("name", "shown"),
    [("h1", "h₁"), ("h_12", "h₁₂"), ("o", "o"), ("out", "out"), ("ŷ", "ŷ"), ("h1b", "h1b"), ("α2", "α₂")],
)
def test_names_read_like_words_with_an_index(name, shown):
    assert plain_name(name) == shown


def test_titles_have_the_index_too():
    assert title_shown(step("hidden_delta", "h2")) == "Backward · hidden node h₂"
    assert title_shown(step("cost", None)) == "Cost"


def test_a_hidden_node_that_feeds_one_node_changes_the_cost_only_through_it():
    assert explain(step("hidden_delta", "h2")) == (
        "h₂ feeds one node, o: it changes J only through the signal of o."
        " w < 0 turns the sign of δ around: lowering the signal of h₂ lowers J."
    )


def test_an_unstopped_gap_says_which_way_the_signal_should_go():
    assert explain(step("output_delta", "o")) == "z is below t. δ > 0: raising the signal of o lowers J."
    assert "z is above t. δ < 0: lowering" in explain(step("output_delta", "o", t=(0,)))


def test_flat_is_what_is_flat_for_this_activation():
    # z = 0.961: φ′ = 0.038 is not little by itself, but 15 % of the steepest slope of a sigmoid.
    assert "nearly flat" in explain(step("output", "h1"))
    tanh = Network(("x1",), (Node("o", "tanh"),), (Edge("x1", "o"),), ("o",))
    assert "steep enough" in explain(step("output", "o", tanh, x=(1.4,)))
    assert "nearly flat" in explain(step("output", "o", tanh, x=(1.5,)))


def test_a_flat_activation_is_blamed_for_a_delta_of_zero():
    stairs = network("sigmoid", "step")
    assert "φ is flat here" in explain(step("output_delta", "o", stairs, t=(0,)))
    assert "Nothing comes back" in explain(step("hidden_delta", "h2", stairs, t=(0,)))
    assert "nothing gets past h₂" in explain(step("hidden_delta", "h2", network("step")))


def test_a_node_fed_by_inputs_lies_on_a_side_of_its_line():
    assert explain(step("signal", "h1")).endswith("s > 0: the example lies on the + side of its line.")
    assert explain(step("signal", "h2")).endswith("s < 0: the example lies on the − side of its line.")


def test_the_strongest_of_several_contributions_is_named():
    assert "h₁ pushes it up most" in explain(step("signal", "o"))


def test_the_cost_names_the_gap():
    assert explain(step("cost", None)).startswith("The answer of o is 0.0715 below its target")
    assert "probability 0.928" in explain(step("cost", None, cost="cross_entropy"))


def test_a_weight_through_which_nothing_came_stays():
    assert explain(step("weight_change", "h1")).endswith("x₂ is 0, so its weight stays.")


@pytest.mark.parametrize(
    "activation", ["step", "sign", "linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus"]
)
@pytest.mark.parametrize("x", [(1, 0), (0, 0), (-3, 0.5)])
def test_every_step_has_a_sentence(activation, x):
    net = Network(
        inputs=("x1", "x2"),
        nodes=(
            Node("h1", activation),
            Node("h2", activation),
            Node("alone", activation, 1.0),
            Node("o1", activation),
            Node("o2", activation),
        ),
        edges=(
            Edge("x1", "h1"),
            Edge("x2", "h1", -1.0),
            Edge("h1", "h2", 0.5),
            Edge("h1", "o1", 2.0),
            Edge("h2", "o1"),
            Edge("alone", "o1"),
            Edge("o1", "o2", -1.0),
            Edge("x1", "o2"),
        ),
        outputs=("o1", "o2"),
    )
    for each in walk(net, x, (1, 0)).steps:
        sentence = explain(each)
        assert sentence.endswith(".")
        assert len(sentence) < 200
