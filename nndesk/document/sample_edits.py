"""Edits that give a document samples made by rule, in the values that its outputs can take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from nndesk.data.dataset import EMPTY, Dataset
from nndesk.data.generators import truth_table, two_clouds
from nndesk.data.knobs import Generator, Setting
from nndesk.data.normalisation import NOT_NORMALISED
from nndesk.data.splitting import split
from nndesk.document.document import Document, Example, check_normalisation
from nndesk.document.edits import set_dataset
from nndesk.document.fitting import adapted
from nndesk.document.normalising import fit

_SYMMETRIC = frozenset({"sign", "tanh"})
"""Activations whose values lie about 0, so that false is −1 (LECTURE topic 10)."""


def false_value(document: Document) -> float:
    """The number that stands for false: −1 where an output is a sign or tanh, else 0."""
    network = document.network
    return -1.0 if any(network.node(name).activation in _SYMMETRIC for name in network.outputs) else 0.0


def with_truth_table(document: Document, function: str) -> Document:
    """The truth table of ``function`` over the document's inputs (two, if it has none yet) as its samples.

    Raises:
        DataError: an unknown function, or more inputs than a table can have.
    """
    inputs = len(document.network.inputs) or 2
    return with_samples(document, truth_table(function, false_value(document), 1.0, inputs))


def with_two_clouds(document: Document, seed: int) -> Document:
    """The lecture's two clouds of points (topic 4) as the samples."""
    return with_samples(document, in_output_values(document, two_clouds(seed)))


def with_generated(
    document: Document,
    generator: Generator,
    settings: Mapping[str, Setting] | None = None,
    seed: int = 0,
    *,
    adapt: bool = False,
) -> Document:
    """What ``generator`` makes as the samples; classes have the values that the outputs can take.

    Args:
        settings: of its knobs, by name; the others have their defaults.
        adapt: give the network as many inputs and outputs as the samples have, if it has others.

    Raises:
        DataError: a setting out of its range. NetworkError: too many samples, or nodes.
    """
    made = generator.generate(seed, **(settings or {}))
    if adapt:
        document = adapted(document, made, values=generator.values)
    return with_samples(document, made if generator.values else in_output_values(document, made))


def in_output_values(document: Document, dataset: Dataset) -> Dataset:
    """Samples whose targets are 0 and 1 with :func:`false_value` for 0."""
    low = false_value(document)
    if low == 0.0 or not len(dataset):
        return dataset
    return replace(dataset, t=np.where(dataset.t > 0.5, 1.0, low))


def with_held_out(document: Document, fraction: float, seed: int = 0, stratified: bool = True) -> Document:
    """Hold a part of the samples out of training; 0 holds none. See :func:`nndesk.data.splitting.split`."""
    return set_dataset(document, split(document.dataset, fraction, seed, stratified))


def without_samples(document: Document) -> Document:
    """The document with no samples."""
    return set_dataset(document, EMPTY)


def with_samples(document: Document, dataset: Dataset) -> Document:
    """Take other data, generated or imported, in place of those there are.

    They are normalised as those were, with shift and scale fitted to them. The example becomes one of them,
    so that its target belongs to it.

    Raises:
        NetworkError: there are too many samples, or numbers too large to normalise.
    """
    kind = document.normalisation.kind
    document = set_dataset(replace(document, normalisation=NOT_NORMALISED), dataset)
    if kind != "none" and len(dataset):
        document = replace(document, normalisation=fit(kind, dataset))
        check_normalisation(document.normalisation, dataset)
    if not document.data_fit():
        return document
    samples = document.samples
    same = np.flatnonzero((samples.x == np.array(document.example.x)).all(axis=1))
    row = int(same[0]) if len(same) else 0
    example = Example(tuple(samples.x[row].tolist()), tuple(samples.t[row].tolist()))
    return document if example == document.example else replace(document, example=example)
