"""A network with most of its inputs held fixed: what a plane through its space of inputs is made from.

Where input *i* keeps its value, ``w_ji x_i`` is a number like ``b_j``: the same network with two inputs left,

    s_j = w_j1 x_1 + w_j2 x_2 + (b_j + Σ_i w_ji x_i)

So everything that is known about planes of two inputs (lines, regions, fields) holds for every slice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nndesk.network.errors import ShapeError
from nndesk.network.model import Network

_LARGEST = 1e300


def sliced(network: Network, inputs: Sequence[str], fixed: Mapping[str, float]) -> Network:
    """The network of ``inputs`` alone, the others' values folded into the biases; itself if those are all.

    A neuron that only fixed inputs feed is a constant: nothing feeds it any more. One that was an output and
    has become a constant is none in the result (an output must be fed), but still a neuron.

    Args:
        inputs: those that stay free, in the order that the result has them.
        fixed: a value for every other input.

    Raises:
        ShapeError: an input has no value, or two, or is none.
    """
    if set(inputs) & fixed.keys() or {*inputs, *fixed} != set(network.inputs):
        raise ShapeError("A slice needs a value for every input that it does not show.")
    if tuple(inputs) == network.inputs:
        return network
    folded: dict[str, float] = {}
    kept = []
    for edge in network.edges:
        value = fixed.get(edge.source)
        if value is None:
            kept.append(edge)
        else:
            folded[edge.target] = folded.get(edge.target, 0.0) + edge.weight * value
    nodes = tuple(
        replace(node, bias=min(max(node.bias + folded[node.name], -_LARGEST), _LARGEST))
        if node.name in folded
        else node
        for node in network.nodes
    )
    fed = {edge.target for edge in kept}
    outputs = tuple(name for name in network.outputs if name in fed)
    return Network(tuple(inputs), nodes, tuple(kept), outputs)
