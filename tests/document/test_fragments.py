"""Parts of a drawing, copied and pasted: nothing that lies inside is lost, nothing outside is touched."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.document import edits, placing
from nndesk.document.document import MAX_COORDINATE, Document, Example, check
from nndesk.document.examples import example
from nndesk.document.fragments import copied, middle, new_names, pasted
from nndesk.document.storage import decode, encode
from nndesk.network.errors import NetworkError, UnknownNodeError
from nndesk.network.model import Network
from tests.document.test_mutated_files import spoilt_bytes, spoilt_json
from tests.strategies import random_network, random_sample


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A random drawing, some of its numbers locked, some trained."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    network = random_network(rng, smooth=False)
    if rng.random() < 0.5:
        network = network.with_locks(True, [e.key for e in network.edges[::2]], [network.nodes[0].name])
    places = {name: (rng.uniform(-500, 500), rng.uniform(-500, 500)) for name in network.names}
    document = Document(network, places, example=Example(*random_sample(rng, network)))
    if rng.random() < 0.5:
        learned = network.with_biases({node.name: node.bias + 1 for node in network.nodes})
        document = edits.set_network_numbers(document, learned)
    return document


@st.composite
def chosen(draw: st.DrawFn) -> tuple[Document, set[str]]:
    document = draw(documents())
    names = st.sets(st.sampled_from(document.network.names), min_size=1)
    return document, draw(names)


def numbers(network: Network) -> dict[object, object]:
    return {edge.key: (edge.weight, edge.locked) for edge in network.edges} | {
        node.name: replace(node, name="") for node in network.nodes
    }


@given(chosen(), documents(), st.none() | st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4)))
def test_pasting_keeps_internal_edges_and_numbers_exactly(
    choice: tuple[Document, set[str]], other: Document, at: tuple[float, float] | None
) -> None:
    source, names = choice
    part = decode(encode(copied(source, names)))
    assert set(part.network.names) == names
    internal = {e.key: e for e in source.network.edges if e.source in names and e.target in names}
    for target in (source, other):
        new, called = pasted(target, part, at)
        check(new)
        assert called.keys() == names
        assert len(set(new.network.names)) == len(new.network.names) == len(target.network.names) + len(names)
        assert not set(called.values()) & set(target.network.names)
        back = {name: old for old, name in called.items()}
        added = new.network.edges[len(target.network.edges) :]
        assert {(back[e.source], back[e.target]) for e in added} == set(internal)
        for edge in added:
            old = internal[(back[edge.source], back[edge.target])]  # type: ignore[index]
            assert (edge.weight, edge.locked) == (old.weight, old.locked)
            assert new.initial.weights.get(edge.key) == source.initial.weights.get(old.key)
        for name in names & set(source.network.topology.node_at):
            assert replace(new.network.node(called[name]), name=name) == source.network.node(name)
            assert new.initial.biases.get(called[name]) == source.initial.biases.get(name)
        for name in names & set(source.network.inputs):
            assert (
                new.example.x[new.network.inputs.index(called[name])]
                == (source.example.x[source.network.inputs.index(name)])
            )
        for name in set(part.network.outputs) & set(source.network.outputs):
            assert (
                new.example.t[new.network.outputs.index(called[name])]
                == (source.example.t[source.network.outputs.index(name)])
            )
        # Relative places stay.
        (first, *rest) = sorted(names)
        for name in rest:
            for axis in (0, 1):
                before = source.positions[name][axis] - source.positions[first][axis]
                after = new.positions[called[name]][axis] - new.positions[called[first]][axis]
                assert after == pytest.approx(before, abs=1e-6)
        # Nothing that was there has changed, and deleting what came gives it back.
        assert numbers(target.network).items() <= numbers(new.network).items()
        assert target.positions.items() <= new.positions.items()
        gone = edits.remove(new, called.values())
        assert gone.network == target.network or set(target.network.outputs) != set(gone.network.outputs)
        assert (gone.positions, gone.example.x) == (target.positions, target.example.x)


def test_a_copy_of_xor_carries_its_example_locks_and_activations() -> None:
    document = edits.lock(example("xor"), True, ["h1"])
    part = copied(document, ["x1", "h1", "o1"])
    assert [str(edge.key) for edge in part.network.edges] == ["h1<-x1", "o1<-h1"]
    assert part.example == Example((1.0,), (1.0,))
    assert part.network.node("h1").locked
    assert len(part.dataset) == 0
    assert part.title == ""
    new, names = pasted(document, part)
    assert names == {"x1": "x3", "h1": "h3", "o1": "o2"}
    assert new.network.outputs == ("o1", "o2")
    assert new.example == Example((1.0, 0.0, 1.0), (1.0, 1.0))
    assert new.network.edge("x3", "h3").locked
    assert len(new.dataset) == 4, "the data stay, even if they do not fit any more"


def test_names_stay_where_they_are_free_and_else_count_on() -> None:
    network = edits.layered("2-2-1").network
    assert new_names(network, ["h1", "h3", "g", "x2", "o7"]) == {
        "h1": "h4", "h3": "h3", "g": "g", "x2": "x3", "o7": "o7"
    }  # fmt: skip
    odd = Network((), tuple(replace(network.nodes[0], name=n) for n in ("nor", "12", "n" * 40, "h_1")))
    names = new_names(odd, odd.names)
    assert names["nor"] == "nor2"
    assert names["h_1"] == "h_2"
    assert len({*names.values(), *odd.names}) == 8
    assert all(len(name) <= 40 for name in names.values())


def test_the_middle_goes_where_it_is_asked_to_and_never_over_a_node() -> None:
    document = example("xor")
    part = copied(document, ["h1", "h2"])
    new, names = pasted(document, part, (1000.0, -500.0))
    assert middle({name: new.positions[name] for name in names.values()}) == (1000.0, -500.0)
    for at in (None, document.positions["o1"]):
        new, names = pasted(document, part, at)
        for name in names.values():
            for other in document.positions.values():
                assert np.hypot(*np.subtract(new.positions[name], other)) >= placing.COVERING


def test_a_large_part_goes_under_everything_and_nobody_waits() -> None:
    document = edits.layered("200-200-4")
    new, names = pasted(document, copied(document, document.network.names))
    lowest = max(y for _, y in document.positions.values())
    assert min(new.positions[name][1] for name in names.values()) >= lowest + placing.CLEARANCE


def test_what_cannot_be_pasted_says_why() -> None:
    document = example("xor")
    with pytest.raises(UnknownNodeError):
        copied(document, ["h9"])
    with pytest.raises(NetworkError, match="nothing to paste"):
        pasted(document, Document())
    with pytest.raises(NetworkError, match="outside the drawing area"):
        pasted(document, copied(document, ["h1", "x1"]), (MAX_COORDINATE, 0.0))
    huge = replace(document, network=Network(tuple(f"i{i}" for i in range(9_999))), positions={})
    huge = replace(huge, positions=dict.fromkeys(huge.network.names, (0.0, 0.0)))
    huge = replace(huge, example=Example((0.0,) * 9_999))
    with pytest.raises(NetworkError, match="too large"):
        pasted(huge, copied(document, ["h1", "x1"]))


@given(st.integers(0, 2**32 - 1))
def test_whatever_has_become_of_the_text_it_pastes_or_is_refused(seed: int) -> None:
    draw = random.Random(seed)
    source = example(draw.choice(["xor", "worked-example"]))
    part = encode(copied(source, draw.sample(source.network.names, 3)))
    spoilt = draw.choice([spoilt_bytes, spoilt_json])(part, draw)
    try:
        new, names = pasted(source, decode(spoilt))
    except ValueError:
        return
    check(new)
    assert set(names.values()) <= set(new.network.names)


def test_deleting_breaks_nothing_that_it_need_not() -> None:
    document = edits.lock(example("xor"), True, ["o1"])
    document = edits.set_view(document, plane_node="h2")
    new = edits.remove(document, ["h1"])
    kept = {key: value for key, value in numbers(document.network).items() if "h1" not in str(key)}
    assert numbers(new.network) == kept
    assert new.example == document.example
    assert new.dataset is document.dataset
    assert new.hyperparameters is document.hyperparameters
    assert new.view is document.view
    assert new.title == document.title
    without_input = edits.remove(document, ["x1"])
    assert without_input.example == Example((0.0,), (1.0,))
    assert without_input.dataset is document.dataset
    # By the output rule h1 is an output now; o1 has kept its target.
    assert edits.remove(document, (), [("h1", "o1")]).example.t == (1.0, 0.0)
