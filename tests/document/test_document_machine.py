"""Random edits, as a person makes them, keep every promise of a document."""

from __future__ import annotations

import copy
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from nndesk.data.dataset import DataError, Dataset
from nndesk.data.generators import GENERATORS, truth_table
from nndesk.data.normalisation import Normalisation
from nndesk.document import edits, point_edits, sample_edits
from nndesk.document.document import Document, check
from nndesk.document.normalising import with_normalisation
from nndesk.document.storage import decode, encode
from nndesk.network.activations import ACTIVATIONS
from nndesk.network.errors import NetworkError
from nndesk.network.model import EdgeKey, Network
from tests.strategies import datasets, normalisations

numbers = st.floats(-1e6, 1e6)
any_number = st.floats()
places = st.tuples(numbers, numbers)
pick = st.integers(0, 10_000)
names = st.one_of(
    st.sampled_from(["h1", "x1", "a", "ŷ", "w 1", " ", "", "a<-b", "n" * 41]), st.text(max_size=5)
)


class Drawing(RuleBasedStateMachine):
    """A document, every document before it, and what each of them looked like at the time."""

    def __init__(self) -> None:
        super().__init__()
        self.document = Document()
        self.past: list[tuple[Document, bytes]] = []
        self.complaints: list[str] = []

    def become(self, new: Document) -> None:
        self.past.append((self.document, encode(self.document)))
        self.document = new

    def attempt(self, edit: Any, *args: Any, **kwargs: Any) -> None:
        try:
            new = edit(self.document, *args, **kwargs)
        except (NetworkError, DataError) as error:
            self.complaints.append(str(error))
        else:
            self.become(new[0] if isinstance(new, tuple) else new)

    def name(self, number: int) -> str:
        all_names = self.document.network.names
        return all_names[number % len(all_names)]

    @initialize(spec=st.sampled_from(["", "2-2-1", "3-2-2", "1-1-1-1"]))
    def start(self, spec: str) -> None:
        if spec:
            self.document = edits.layered(spec)

    @rule(at=places, name=st.none() | names)
    def add_input(self, at: tuple[float, float], name: str | None) -> None:
        self.attempt(edits.add_input, at, name)

    @rule(at=places, name=st.none() | names, activation=st.sampled_from([*ACTIVATIONS, "tan"]))
    def add_node(self, at: tuple[float, float], name: str | None, activation: str) -> None:
        self.attempt(edits.add_node, at, name, activation=activation)

    def has_nodes(self) -> bool:
        return bool(self.document.network.names)

    def has_edges(self) -> bool:
        return bool(self.document.network.edges)

    @precondition(has_nodes)
    @rule(start=pick, end=pick, weight=any_number)
    def add_edge(self, start: int, end: int, weight: float) -> None:
        ends = self.name(start), self.name(end)
        refusal = edits.connection_refusal(self.document.network, *ends)
        before = self.document
        self.attempt(edits.add_edge, *ends, weight)
        if refusal is None and abs(weight) <= 1e6:
            assert self.document.network.has_edge(*ends)
        elif refusal is not None:
            assert self.document is before

    @precondition(has_nodes)
    @rule(which=st.lists(pick, max_size=3))
    def remove_nodes(self, which: list[int]) -> None:
        self.attempt(edits.remove, {self.name(number) for number in which})

    @precondition(has_edges)
    @rule(which=st.lists(pick, max_size=3))
    def remove_edges(self, which: list[int]) -> None:
        edges = self.document.network.edges
        self.attempt(edits.remove, edges=[edges[number % len(edges)].key for number in which])

    @precondition(has_nodes)
    @rule(which=pick, at=st.tuples(any_number, any_number))
    def move(self, which: int, at: tuple[float, float]) -> None:
        self.attempt(edits.move, {self.name(which): at})

    @precondition(has_nodes)
    @rule(which=pick, new=names)
    def rename(self, which: int, new: str) -> None:
        old = self.name(which)
        before = self.document
        self.attempt(edits.rename, old, new)
        if self.document is not before:
            assert edits.rename(self.document, new, old) == before

    @precondition(has_edges)
    @rule(which=pick, weight=any_number)
    def set_weight(self, which: int, weight: float) -> None:
        edges = self.document.network.edges
        self.attempt(edits.set_weight, *edges[which % len(edges)].key, weight)

    @precondition(has_nodes)
    @rule(which=pick, bias=any_number)
    def set_bias(self, which: int, bias: float) -> None:
        self.attempt(edits.set_bias, self.name(which), bias)

    @precondition(has_nodes)
    @rule(which=st.lists(pick, max_size=3), activation=st.sampled_from([*ACTIVATIONS]))
    def set_activation(self, which: list[int], activation: str) -> None:
        self.attempt(edits.set_activation, [self.name(number) for number in which], activation)

    @precondition(has_nodes)
    @rule(which=pick, is_output=st.booleans())
    def mark_output(self, which: int, is_output: bool) -> None:
        name = self.name(which)
        before = self.document
        self.attempt(edits.mark_output, name, is_output)
        if self.document is not before:
            assert (name in self.document.network.outputs) == is_output

    @rule(x=st.lists(any_number, max_size=4), t=st.lists(any_number, max_size=3))
    def set_example(self, x: list[float], t: list[float]) -> None:
        self.attempt(edits.set_example, x=x)
        self.attempt(edits.set_example, t=t)

    @precondition(has_nodes)
    @rule(which=pick, digits=st.integers(0, 20), comma=st.booleans())
    def set_view(self, which: int, digits: int, comma: bool) -> None:
        self.attempt(edits.set_view, plane_node=self.name(which))
        self.attempt(edits.set_view, digits=digits, decimal_comma=comma)

    @precondition(has_nodes)
    @rule(across=pick, up=pick, shading=st.sampled_from(["values", "classes"]), regions=st.booleans())
    def set_plane(self, across: int, up: int, shading: Any, regions: bool) -> None:
        self.attempt(edits.set_view, plane_axes=(self.name(across), self.name(up)))
        self.attempt(edits.set_view, shading=shading, show_regions=regions)

    @rule(eta=any_number, batch=st.integers(-1, 100))
    def set_hyperparameters(self, eta: float, batch: int) -> None:
        self.attempt(edits.set_hyperparameters, eta=eta, batch=batch)

    @rule(table=st.sampled_from(["and", "xor", "0111"]))
    def set_dataset(self, table: str) -> None:
        self.attempt(edits.set_dataset, truth_table(table))

    @rule(dataset=datasets(), replaced=st.booleans())
    def take_samples(self, dataset: Dataset, replaced: bool) -> None:
        self.attempt(sample_edits.with_samples if replaced else edits.set_dataset, dataset)

    @rule(fraction=st.floats(-0.1, 1.1), seed=st.integers(-1, 5), stratified=st.booleans())
    def hold_out(self, fraction: float, seed: int, stratified: bool) -> None:
        self.attempt(sample_edits.with_held_out, fraction, seed, stratified)

    @rule(name=st.sampled_from([*GENERATORS]), seed=st.integers(0, 3), adapt=st.booleans())
    def generate(self, name: str, seed: int, adapt: bool) -> None:
        generator = GENERATORS[name]
        few = {"count": 3} if "count" in generator.defaults() else {}
        self.attempt(sample_edits.with_generated, generator, few, seed, adapt=adapt)

    @rule(kind=st.sampled_from(["none", "minmax", "zscore"]))
    def normalise(self, kind: Any) -> None:
        self.attempt(edits.normalise, kind)

    @rule(normalisation=normalisations())
    def normalise_by(self, normalisation: Normalisation) -> None:
        self.attempt(with_normalisation, normalisation)

    @rule(at=st.lists(st.tuples(any_number, any_number), max_size=3), kind=st.integers(0, 10))
    def add_samples(self, at: list[tuple[float, float]], kind: int) -> None:
        self.attempt(point_edits.add_samples, at, kind)

    @precondition(lambda self: len(self.document.dataset))
    @rule(which=pick, at=st.tuples(any_number, any_number))
    def move_sample(self, which: int, at: tuple[float, float]) -> None:
        self.attempt(point_edits.move_samples, [which % len(self.document.dataset)], [at])

    @precondition(lambda self: len(self.document.dataset))
    @rule(which=pick, kind=st.integers(0, 10))
    def set_class(self, which: int, kind: int) -> None:
        self.attempt(point_edits.set_class, [which % len(self.document.dataset)], kind)

    @precondition(lambda self: len(self.document.dataset))
    @rule(which=pick)
    def remove_sample(self, which: int) -> None:
        self.attempt(point_edits.remove_samples, [which % len(self.document.dataset)])

    @rule(title=st.text(max_size=10))
    def set_title(self, title: str) -> None:
        self.attempt(edits.set_title, title)

    @rule()
    def tidy(self) -> None:
        self.attempt(edits.tidy)

    @rule(factor=st.sampled_from([-1.0, 0.0, 0.5]))
    def train(self, factor: float) -> None:
        network = self.document.network
        trained = network.with_weights({edge.key: factor * edge.weight for edge in network.edges})
        self.attempt(edits.set_network_numbers, trained)

    @precondition(lambda self: bool(self.past))
    @rule()
    def undo(self) -> None:
        self.document, looked = self.past.pop()
        assert encode(self.document) == looked

    @invariant()
    def every_promise_is_kept(self) -> None:
        check(self.document)

    @invariant()
    def complaints_are_sentences(self) -> None:
        for complaint in self.complaints:
            assert complaint.endswith(".")
            assert "\n" not in complaint
        self.complaints.clear()

    @invariant()
    def the_network_is_what_its_parts_make(self) -> None:
        network = self.document.network
        again = Network(network.inputs, network.nodes, network.edges, network.outputs)
        assert again == network
        assert again.topology == network.topology

    @invariant()
    def outputs_follow_the_rule(self) -> None:
        network = self.document.network
        for node in network.nodes:
            fed, feeds = bool(network.incoming(node.name)), bool(network.outgoing(node.name))
            if not fed:
                assert node.name not in network.outputs
            elif not feeds:
                assert node.name in network.outputs

    @invariant()
    def a_file_keeps_it_all(self) -> None:
        assert decode(encode(self.document)) == self.document

    @invariant()
    def an_equal_document_is_equal(self) -> None:
        twin = replace(
            self.document, positions=dict(self.document.positions), view=copy.copy(self.document.view)
        )
        assert twin == self.document

    @invariant()
    def edges_are_refused_exactly_when_a_network_would_refuse_them(self) -> None:
        network = self.document.network
        for source in network.names[:6]:
            for target in network.names[:6]:
                refusal = edits.connection_refusal(network, source, target)
                if refusal is None or refusal.kind != "cycle":
                    continue
                path = refusal.path
                assert (path[0], path[-1]) == (target, source)
                assert all(EdgeKey(*step) in network.topology.edge_at for step in pairwise(path))


TestDrawing = Drawing.TestCase
TestDrawing.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
