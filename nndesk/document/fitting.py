"""Edits that make the network fit its data: as many inputs and outputs as a sample has numbers."""

from __future__ import annotations

from nndesk.data.dataset import Dataset
from nndesk.document import placing
from nndesk.document.document import Document, check_size
from nndesk.document.edits import set_activation, set_hyperparameters
from nndesk.document.graph_edits import EditError, add_edges, add_input, add_node, remove
from nndesk.document.layer_edits import add_to_layer, insert_layer, layer_of, layers, remove_from_layer
from nndesk.network.model import EdgeKey


def fits(document: Document, dataset: Dataset, *, values: bool = False) -> bool:
    """Whether the network has an input and an output for every number of a sample.

    Args:
        values: the targets are numbers to be approximated, so that the outputs must be linear.
    """
    network = document.network
    return (
        len(network.inputs) == dataset.input_count
        and len(network.outputs) == dataset.target_count
        and not (values and _bounded(document))
    )


def adapted(document: Document, dataset: Dataset, *, values: bool = False) -> Document:
    """Add or remove inputs and outputs until the samples fit; the hidden layers stay.

    New nodes are joined as the others of their layer are, by weights of 1; the last ones are removed first. A
    canvas without nodes stays empty.

    Args:
        values: the targets are numbers to be approximated: outputs become linear, the cost squared.

    Raises:
        NetworkError: the network would become too large, or cannot be adapted.
    """
    if not document.network.names or not len(dataset):
        return document
    check_size(dataset.input_count + dataset.target_count, 0)
    while len(document.network.inputs) < dataset.input_count:
        document = _with_another_input(document)
    while len(document.network.inputs) > dataset.input_count:
        document = _without_last(document, document.network.inputs)
    if not document.network.outputs:
        document, _ = insert_layer(document, len(layers(document)) - 1, dataset.target_count)
    while (count := len(document.network.outputs)) != dataset.target_count:
        more = count < dataset.target_count
        outputs = document.network.outputs
        document = _with_another(document, outputs) if more else _without_last(document, outputs)
        now = len(document.network.outputs)
        if not now or (more and now == count):
            # Outputs that nothing feeds, or hidden nodes that become outputs one after the other.
            raise EditError(f"The network cannot be brought to {dataset.target_count} outputs.")
    if values and _bounded(document):
        document = set_activation(document, document.network.outputs, "linear")
        document = set_hyperparameters(document, cost="squared")
    return document


def _bounded(document: Document) -> bool:
    network = document.network
    return any(network.node(name).activation != "linear" for name in network.outputs)


def _with_another_input(document: Document) -> Document:
    inputs = document.network.inputs
    if not inputs:
        first = layers(document)[0][0]
        x, y = document.positions[first]
        return add_input(document, (x - placing.COLUMN_STEP, y))[0]
    return _with_another(document, inputs)


def _with_another(document: Document, kin: tuple[str, ...]) -> Document:
    """One more of these inputs or outputs: at the foot of their layer, else under the last of them."""
    network, last = document.network, kin[-1]
    layer = layer_of(document, last)
    if set(layers(document)[layer]) <= set(kin):
        return add_to_layer(document, layer)[0]
    x, _ = document.positions[last]
    place = (x, max(document.positions[name][1] for name in layers(document)[layer]) + placing.ROW_STEP)
    if last in network.inputs:
        new, name = add_input(document, place)
        wanted = [EdgeKey(name, edge.target) for edge in network.outgoing(last)]
    else:
        new, name = add_node(document, place, activation=network.node(last).activation, prefix="o")
        wanted = [EdgeKey(edge.source, name) for edge in network.incoming(last)]
    return add_edges(new, wanted)[0]


def _without_last(document: Document, kin: tuple[str, ...]) -> Document:
    layer = layer_of(document, kin[-1])
    if set(layers(document)[layer]) <= set(kin):
        return remove_from_layer(document, layer)[0]
    return remove(document, [kin[-1]])
