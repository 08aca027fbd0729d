"""Steps taken apart into terms, and walks cut by passes, layers, nodes and terms."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks, random_sample

from nndesk.document.examples import example
from nndesk.network.explanations_of_terms import explain_shown, title_shown
from nndesk.network.grains import GRAINS, Cutting
from nndesk.network.model import Edge, Network, Node
from nndesk.network.terms import term_count, terms
from nndesk.network.walk import Walk, walk

GOLDEN = Path(__file__).parent / "golden"


def _walk(name: str) -> Walk:
    document = example(name)
    return walk(document.network, document.example.x, document.example.t, document.cost, document.eta)


def _kinds(walk: Walk, kind: str, node: str | None) -> list[str]:
    step = next(step for step in walk.steps if (step.kind, step.node) == (kind, node))
    return [term.kind for term in terms(step)]


def test_a_signal_is_its_products_its_bias_and_their_sum() -> None:
    found = terms(_walk("xor-sigmoid").steps[0])
    assert [(term.kind, term.edge and str(term.edge), term.value) for term in found] == [
        ("product", "h1<-x1", pytest.approx(5.2)),
        ("product", "h1<-x2", 0.0),
        ("bias", None, -2.0),
        ("signal", None, pytest.approx(3.2)),
    ]
    assert [term.total for term in found] == pytest.approx([5.2, 5.2, 3.2, 3.2])
    assert found[0].equation.numbers == r"\textcolor{weight}{5.2}\cdot 1"


def test_deltas_are_factors() -> None:
    record = _walk("xor-sigmoid")
    assert _kinds(record, "output_delta", "o1") == ["error", "slope", "delta"]
    assert _kinds(record, "hidden_delta", "h1") == ["flow", "slope", "delta"]


def test_a_delta_with_several_readers_shows_each_flow_and_their_sum() -> None:
    network = Network(
        ("x",),
        (Node("h", "tanh", 0.1), Node("a", "sigmoid", 0.2), Node("b", "sigmoid", -0.3)),
        (Edge("x", "h", 0.5), Edge("h", "a", 2.0), Edge("h", "b", -1.0), Edge("x", "b", 0.7)),
        ("a", "b"),
    )
    record = walk(network, (1.0,), (1.0, 0.0))
    assert _kinds(record, "hidden_delta", "h") == ["flow", "flow", "flow_sum", "slope", "delta"]
    assert _kinds(record, "cost", None) == ["output_cost", "output_cost", "cost"]
    step = next(step for step in record.steps if step.node == "h" and step.kind == "hidden_delta")
    first, second, total, slope, delta = terms(step)
    assert [str(first.edge), str(second.edge)] == ["a<-h", "b<-h"]
    assert total.value == first.value + second.value
    assert delta.value == total.value * slope.value


def test_cross_entropy_has_no_slope_at_the_output() -> None:
    document = example("xor-sigmoid")
    record = walk(document.network, (1.0, 0.0), (1.0,), "cross_entropy", 0.5)
    assert _kinds(record, "output_delta", "o1") == ["delta"]


def test_a_change_shows_the_new_number_and_keeps_the_old_one() -> None:
    record = _walk("worked-example")
    step = next(step for step in record.steps if step.kind == "weight_change" and step.node == "o1")
    found = terms(step)
    assert [term.kind for term in found] == [
        *("change", "new_weight") * (len(found) // 2 - 1),
        "bias_change",
        "new_bias",
    ]
    for change, new in zip(found[::2], found[1::2], strict=True):
        assert new.before is not None
        assert new.value == new.before + change.value
        assert "r{+}1" in new.equation.lhs


@given(networks(), st.integers(0, 2**31))
def test_terms_sum_to_the_totals_that_are_shown(network: Network, seed: int) -> None:
    import numpy as np

    x, t = random_sample(np.random.default_rng(seed), network)
    record = walk(network, x, t)
    for step in record.steps:
        found = terms(step)
        assert len(found) == term_count(step)
        assert found[-1].value == step.value or step.kind == "weight_change"
        kinds = [term.kind for term in found]
        values = {kind: [term.value for term in found if term.kind == kind] for kind in kinds}
        match step.kind:
            case "signal" if len(found) > 1:
                assert sum(values["product"], 0.0) + values["bias"][0] == step.value
            case "cost":
                assert sum(values.get("output_cost", [step.value])) == pytest.approx(step.value, rel=1e-12)
            case "output_delta" | "hidden_delta":
                flowed = sum(values.get("flow", []), 0.0)
                error = values.get("error", [0.0])[0]
                slope = values.get("slope", [0.0])[0]
                assert flowed * slope + error * slope == pytest.approx(step.value, rel=1e-9, abs=1e-12)
            case "weight_change":
                assert values["change"] if step.edges else values["bias_change"]
                assert values["bias_change"] == [step.value]


# --- grains ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["xor", "xor-sigmoid", "abu-mostafa", "worked-example"])
@pytest.mark.parametrize("grain", GRAINS)
def test_every_grain_goes_through_all_steps_in_order(name: str, grain) -> None:
    record = _walk(name)
    cut = Cutting(record, grain)
    seen = []
    for i in range(len(cut)):
        stop = cut[i]
        if stop.complete:
            seen += range(stop.first, stop.last + 1)
    assert seen == list(range(len(record.steps)))
    assert cut.step_at(len(cut) - 1) == len(record.steps) - 1
    assert cut.step_at(-1) == -1


@pytest.mark.parametrize("name", ["xor-sigmoid", "worked-example"])
def test_the_place_is_kept_when_the_grain_changes(name: str) -> None:
    record = _walk(name)
    for step in range(-1, len(record.steps)):
        for grain in ("node", "term"):
            assert Cutting(record, grain).step_at(Cutting(record, grain).at_step(step)) == step
        for grain in ("pass", "layer"):
            cut = Cutting(record, grain)
            assert cut.step_at(cut.at_step(step)) >= step
            if cut.at_step(step) > 0:
                assert cut.step_at(cut.at_step(step) - 1) < step


def test_the_passes_are_three_and_the_layers_as_many_as_there_are() -> None:
    record = _walk("xor-sigmoid")
    assert len(Cutting(record, "pass")) == 3
    phases = [record.steps[stop.last].phase for stop in Cutting(record, "layer")._groups]
    assert phases == ["forward", "forward", "cost", "backward", "backward", "update", "update"]
    with pytest.raises(IndexError):
        Cutting(record, "pass")[3]


def test_what_is_known_within_a_step_is_what_was_known_before_it() -> None:
    record = _walk("xor-sigmoid")
    cut = Cutting(record, "term")
    assert "h1" not in cut.known_at(0).s
    assert "h1" not in cut.known_at(2).s
    assert cut.known_at(3).s == {"h1": record.forward.s["h1"]}


def test_a_walk_without_steps_has_no_stops() -> None:
    record = walk(Network(("x",)), (1.0,))
    for grain in GRAINS:
        assert len(Cutting(record, grain)) == 0
        assert Cutting(record, grain).at_step(3) == -1


def _storyboard(record: Walk, grain) -> str:
    cut = Cutting(record, grain)
    lines = []
    for i in range(len(cut)):
        step = cut.step(i)
        nodes, edges = " ".join(step.nodes), " ".join(map(str, step.edges))
        lines.append(f"{step.title} | {nodes or '-'} | {edges or '-'} | {step.equation.latex}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("grain", GRAINS)
def test_the_storyboard_of_xor(grain) -> None:
    """Which nodes and edges are lit and what formula is shown, at each stop. To write it anew: delete it."""
    path = GOLDEN / f"storyboard-xor-sigmoid-{grain}.txt"
    told = _storyboard(_walk("xor-sigmoid"), grain)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8")
        pytest.fail(f"{path.name} was not there and has been written; look at it.")
    assert told == path.read_text(encoding="utf-8")


def test_every_term_and_every_group_has_a_sentence_and_a_title() -> None:
    for name in ("xor", "xor-sigmoid", "abu-mostafa", "worked-example"):
        record = _walk(name)
        for grain in GRAINS:
            cut = Cutting(record, grain)
            for i in range(len(cut)):
                step = cut.step(i)
                assert explain_shown(step).endswith(".")
                assert title_shown(step)


def test_what_the_sentences_say() -> None:
    cut = Cutting(_walk("xor-sigmoid"), "term")
    said = [explain_shown(cut.step(i)) for i in range(len(cut))]
    assert said[0] == "What x₁ sends along its edge to h₁, times the weight."
    assert said[1].endswith("Together 5.2 so far.")
    assert said[2] == "The bias of h₁ comes through no edge: it is added as it is."
    assert "δ of o₁ flows back along the edge to h₂, times the weight." in said
    assert "The weight from x₂ stays: nothing came through it, or δ of h₁ is 0." in said
    assert "The weight from x₁ to h₁ was 5.2 and is a little larger now." in said
    layers = Cutting(_walk("xor-sigmoid"), "layer")
    assert explain_shown(layers.step(0)).startswith("For each of the 2 nodes: what arrives")
    assert title_shown(layers.step(0)) == "Forward · h₁, h₂"
