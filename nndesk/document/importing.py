"""Samples from a table become the document's, and the network is made to fit them if that is wanted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nndesk.data.csv_columns import Column, Preview
from nndesk.data.csv_wanted import ALL_ROWS, RowChoice, Wanted
from nndesk.data.dataset import Dataset
from nndesk.document.document import MAX_SAMPLES, UNTRAINED, Document
from nndesk.document.fitting import adapted
from nndesk.document.layered import layered
from nndesk.document.sample_edits import false_value, with_samples
from nndesk.network.hyperparameters import Hyperparameters

_HIDDEN = 4
"""Neurons in the hidden layer of a network that had none."""


def wanted_for(
    document: Document,
    preview: Preview,
    columns: tuple[Column, ...] | None = None,
    rows: RowChoice = ALL_ROWS,
) -> Wanted:
    """What is read of a table for this document: classes as its outputs can say them, and where it knows
    classes of the same names, in the places that its network has learned."""
    return Wanted.of(
        preview,
        columns,
        rows=rows,
        low=false_value(document),
        most=MAX_SAMPLES,
        labels=document.dataset.labels,
    )


def fitting_layers(document: Document, dataset: Dataset) -> str:
    """The layers that would fit these samples, with the hidden ones that there are: ``"4-8-3"``."""
    sizes = document.network.layer_sizes or ()
    hidden = sizes[1:-1] or (_HIDDEN,)
    return "-".join(str(size) for size in (dataset.input_count, *hidden, dataset.target_count))


def with_adapted_network(document: Document) -> Document:
    """The network with inputs and outputs added or removed until the samples fit; the hidden layers stay.

    Raises:
        NetworkError: it cannot be adapted, or would be too large.
    """
    values = _output_activation(document.dataset) == "linear"
    return with_samples(adapted(document, document.dataset, values=values), document.dataset)


def with_fitting_network(document: Document) -> Document:
    """A new layered network, with random weights, that fits the samples; the samples stay.

    Its hidden layers have the sizes and the activation of those there are. The outputs are sigmoids where the
    targets go from 0 to 1, tanh where they go from −1 to 1, else linear; the cost follows if it must.

    Raises:
        NetworkError: the network would be too large.
    """
    dataset = document.dataset
    network = document.network
    hidden = next((network.node(name).activation for name in network.hidden), "sigmoid")
    output = _output_activation(dataset)
    made = layered(fitting_layers(document, dataset), hidden, output, document.hyperparameters.seed)
    return with_samples(
        replace(
            document,
            network=made.network,
            positions=made.positions,
            example=made.example,
            initial=UNTRAINED,
            view=replace(document.view, plane_node=None, plane_axes=None, plane_range=None),
            hyperparameters=_fitting_cost(document.hyperparameters, output),
        ),
        dataset,
    )


def _output_activation(dataset: Dataset) -> str:
    low, high = float(np.min(dataset.t, initial=0.0)), float(np.max(dataset.t, initial=0.0))
    if low >= 0.0 and high <= 1.0:
        return "sigmoid"
    return "tanh" if low >= -1.0 and high <= 1.0 else "linear"


def _fitting_cost(hyperparameters: Hyperparameters, output: str) -> Hyperparameters:
    if output == "sigmoid" or hyperparameters.cost != "cross_entropy":
        return hyperparameters
    return replace(hyperparameters, cost="squared")
