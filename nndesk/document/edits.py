"""Every change of a document, as a pure function ``Document -> Document``.

A gesture on the diagram, a command on the command line and a test make the same calls. Each edit keeps the
invariants of :class:`~nndesk.document.document.Document`, shares every part it does not touch (an unchanged
part is the *same object*), and returns the document it was given when nothing would change. What cannot be
done raises a :class:`~nndesk.network.errors.NetworkError` whose sentence can be shown as it is.

Which neurons are outputs follows from the drawing: a neuron that is fed and feeds nothing is an output, and
stops being one when an edge leaves it. A neuron that feeds others is an output only if :func:`mark_output`
says so. A neuron that nothing feeds never is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from nndesk.data.dataset import Dataset
from nndesk.document.arranging import Direction, align, distribute, tidy
from nndesk.document.document import (
    Document,
    Example,
    check_hyperparameters,
    check_normalisation,
    check_samples,
    check_title,
    check_values,
    check_view,
)
from nndesk.document.graph_edits import (
    EditError,
    Refusal,
    add_edge,
    add_edges,
    add_input,
    add_node,
    connection_refusal,
    free_name,
    mark_output,
    move,
    remove,
    rename,
)
from nndesk.document.layered import layered
from nndesk.document.normalising import fit, normalise
from nndesk.document.number_edits import (
    draw_initial_weights,
    lock,
    negate,
    randomise,
    reset,
    scale,
    set_bias,
    set_lock,
    set_network_numbers,
    set_weight,
)
from nndesk.document.parameters import set_numbers
from nndesk.network.activations import ACTIVATIONS
from nndesk.network.errors import UnknownActivationError, UnknownNodeError

__all__ = [
    "Direction",
    "EditError",
    "Refusal",
    "add_edge",
    "add_edges",
    "add_input",
    "add_node",
    "align",
    "connection_refusal",
    "distribute",
    "draw_initial_weights",
    "free_name",
    "layered",
    "lock",
    "mark_output",
    "move",
    "negate",
    "normalise",
    "randomise",
    "remove",
    "rename",
    "reset",
    "scale",
    "set_activation",
    "set_bias",
    "set_dataset",
    "set_example",
    "set_hyperparameters",
    "set_lock",
    "set_network_numbers",
    "set_numbers",
    "set_title",
    "set_view",
    "set_weight",
    "tidy",
]


# --- activations ------------------------------------------------------------------------------


def set_activation(document: Document, names: str | Iterable[str], activation: str) -> Document:
    """Set φ of one or more neurons. Raises UnknownNodeError (also for an input) or UnknownActivationError."""
    names = (names,) if isinstance(names, str) else tuple(names)
    changed = {name: activation for name in names if document.network.node(name).activation != activation}
    if not changed:
        return document
    if activation not in ACTIVATIONS:
        raise UnknownActivationError(next(iter(changed)), activation, tuple(ACTIVATIONS))
    return replace(document, network=document.network.with_activations(changed))


# --- everything else --------------------------------------------------------------------------------------


def set_example(
    document: Document,
    x: Sequence[float] | Mapping[str, float] | None = None,
    t: Sequence[float] | Mapping[str, float] | None = None,
) -> Document:
    """Set the sample that the passes are shown for.

    Args:
        x: a value for every input in order, or some values by name; None keeps what there is.
        t: the same for the targets of the outputs.

    Raises:
        NetworkError: ShapeError, UnknownNodeError or NonFiniteError.
    """
    network, example = document.network, document.example
    new = Example(
        example.x if x is None else _values("the example's x", x, network.inputs, example.x),
        example.t if t is None else _values("the example's t", t, network.outputs, example.t),
    )
    return document if new == example else replace(document, example=new)


def set_hyperparameters(document: Document, **changes: Any) -> Document:
    """Change fields of :class:`~nndesk.network.hyperparameters.Hyperparameters`. Raises NetworkError."""
    new = replace(document.hyperparameters, **changes)
    check_hyperparameters(new)
    return document if new == document.hyperparameters else replace(document, hyperparameters=new)


def set_dataset(document: Document, dataset: Dataset) -> Document:
    """Change the data, whether or not they fit the network; the normalisation stays as it was fitted.

    Data with another number of inputs cannot keep it; then the same kind is fitted to them.

    Raises:
        NetworkError: there are too many samples, or numbers too large to normalise.
    """
    check_samples(dataset)
    if dataset == document.dataset:
        return document
    kept = document.normalisation
    if kept.kind != "none" and len(dataset) and dataset.input_count != len(kept.shift):
        kept = fit(kept.kind, dataset)
    check_normalisation(kept, dataset)
    return replace(document, dataset=dataset, normalisation=kept)


def set_view(document: Document, **changes: Any) -> Document:
    """Change fields of :class:`~nndesk.document.document.ViewOptions`. Raises NetworkError."""
    new = replace(document.view, **changes)
    if new.plane_range is not None:
        left, right, low, high = new.plane_range
        new = replace(new, plane_range=(float(left), float(right), float(low), float(high)))
    if new.plane_axes is not None:
        across, up = new.plane_axes
        new = replace(new, plane_axes=(across, up))
    check_view(new, document.network)
    return document if new == document.view else replace(document, view=new)


def set_title(document: Document, title: str) -> Document:
    """Set the title, spaces at its ends removed. Raises NetworkError unless it is one line, not too long."""
    title = title.strip()
    check_title(title)
    return document if title == document.title else replace(document, title=title)


def _values(
    what: str, given: Sequence[float] | Mapping[str, float], names: tuple[str, ...], before: tuple[float, ...]
) -> tuple[float, ...]:
    if isinstance(given, Mapping):
        for name in given:
            if name not in names:
                raise UnknownNodeError(name, where=what)
        given = [given.get(name, old) for name, old in zip(names, before, strict=True)]
    values = tuple(float(value) for value in given)
    check_values(what, values, names)
    return values
