"""Edits of single samples: what a hand that adds, drags and removes points of the plane changes.

Places are in the numbers that the network sees (:attr:`Document.samples`), as everything in the plane is; the
dataset keeps them as they were before normalisation. Classes are counted from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nndesk.data.dataset import Dataset
from nndesk.document.document import Document, Example
from nndesk.document.edits import set_dataset
from nndesk.document.sample_edits import false_value
from nndesk.geometry.lines import Point
from nndesk.network.errors import NetworkError, NonFiniteError, ShapeError

MAX_CLASSES = 10
"""More cannot be told apart by colour and shape."""

Rows = Sequence[int] | NDArray[np.intp]
"""Numbers of samples, from 0, none twice."""


def class_limit(document: Document) -> int:
    """How many classes there can be: two, or as many as the data or the network tell apart; at most ten."""
    several = max(document.dataset.class_count, len(document.network.outputs))
    return min(MAX_CLASSES, max(2, several))


def class_names(document: Document) -> tuple[str, ...]:
    """What those classes are called: by the data, by the outputs that tell them, or by their numbers."""
    limit, data, outputs = class_limit(document), document.dataset, document.network.outputs
    columns = data.target_count if len(data) else len(outputs)
    own = outputs if columns > 1 and len(outputs) >= limit else tuple(map(str, range(limit)))
    return (*data.labels[:limit], *own[len(data.labels) : limit])


def check_class(document: Document, kind: int) -> None:
    """Raise a NetworkError that says why unless samples can have the class ``kind``."""
    limit, outputs = class_limit(document), len(document.network.outputs)
    if not 0 <= kind < limit:
        raise NetworkError(_refusal(limit, outputs))


def add_samples(document: Document, x: ArrayLike, kind: int) -> Document:
    """Append samples of class ``kind`` at ``x (n, d)``; none of them is held out.

    For two classes t is the lower or the upper value of the samples that there are, else of the convention of
    the network's outputs. For more it is one-hot; there the targets get as many columns as the network has
    outputs if they have too few.

    Raises:
        NetworkError: the network has not enough outputs for that class, the samples have another number of
            inputs, there would be too many, or a number is not finite.
    """
    if not np.size(x):
        return document
    places = _places(document, x)
    dataset = _with_room(document, kind)
    t = np.tile(_target(document, dataset, kind), (len(places), 1))
    if len(dataset):
        dataset = replace(
            dataset,
            x=np.concatenate((dataset.x, places)),
            t=np.concatenate((dataset.t, t)),
            test=np.concatenate((dataset.test, np.zeros(len(places), dtype=np.bool_))),
        )
    else:
        dataset = Dataset(places, t)
    return set_dataset(document, dataset)


def move_samples(document: Document, rows: Rows, x: ArrayLike) -> Document:
    """Put the samples ``rows`` to ``x (len(rows), d)``. An example that was one of them goes with it.

    Raises:
        NetworkError: another number of inputs, or a number that is not finite.
    """
    if not len(rows):
        return document
    rows = np.asarray(rows, dtype=np.intp)
    places = _places(document, x)
    moved = document.dataset.x.copy()
    moved[rows] = places
    new = set_dataset(document, replace(document.dataset, x=moved))
    row = _row_of_example(document, rows)
    if row is None or new is document:
        return new
    return replace(new, example=Example(tuple(new.samples.x[row].tolist()), document.example.t))


def remove_samples(document: Document, rows: Rows) -> Document:
    """Remove the samples ``rows``; the example stays where it is."""
    if not len(rows):
        return document
    kept = np.ones(len(document.dataset), dtype=np.bool_)
    kept[np.asarray(rows, dtype=np.intp)] = False
    return set_dataset(document, document.dataset.rows(kept))


def set_class(document: Document, rows: Rows, kind: int) -> Document:
    """Give the samples ``rows`` the class ``kind``; an example that is one of them gets its target.

    Raises:
        NetworkError: the network has not enough outputs for that class.
    """
    if not len(rows):
        return document
    rows = np.asarray(rows, dtype=np.intp)
    dataset = _with_room(document, kind)
    t = dataset.t.copy()
    t[rows] = _target(document, dataset, kind)
    row = _row_of_example(document, rows)
    new = set_dataset(document, replace(dataset, t=t))
    if row is None or new is document or not new.data_fit():
        return new
    return replace(new, example=Example(document.example.x, tuple(t[row].tolist())))


def hold_out(document: Document, rows: Rows, held_out: bool = True) -> Document:
    """Hold the samples ``rows`` out of training, or train on them again (LECTURE topic 11)."""
    if not len(rows):
        return document
    test = document.dataset.test.copy()
    test[np.asarray(rows, dtype=np.intp)] = held_out
    return set_dataset(document, replace(document.dataset, test=test))


def sprayed(
    rng: np.random.Generator, start: Point, end: Point, reach: tuple[float, float], count: int
) -> NDArray[np.float64]:
    """``count`` places at random, shape ``(count, 2)``, that an ellipse covers on its way to ``end``."""
    along = rng.uniform(size=(count, 1))
    angle, radius = rng.uniform(0, 2 * np.pi, count), np.sqrt(rng.uniform(size=count))
    away = np.column_stack((np.cos(angle), np.sin(angle))) * radius[:, None] * reach
    return np.asarray(start) * (1 - along) + np.asarray(end) * along + away


def at_places(
    document: Document, places: ArrayLike, columns: tuple[int, int] = (0, 1), rows: Rows | None = None
) -> NDArray[np.float64]:
    """Whole inputs ``(n, d)`` for ``places (n, 2)`` in the plane of two of the inputs.

    The other inputs are those of the samples ``rows``, or else of the example.
    """
    points = np.asarray(places, dtype=np.float64).reshape(-1, 2)
    if rows is not None:
        x = document.samples.x[np.asarray(rows, dtype=np.intp)].copy()
    else:
        x = np.tile(np.array(document.example.x, dtype=np.float64), (len(points), 1))
    x[:, list(columns)] = points
    return x


# --- classes and their targets ----------------------------------------------------------------------------


def _levels(document: Document, dataset: Dataset) -> tuple[float, float]:
    """The targets that stand for "not this class" and "this class"."""
    low, high = false_value(document), 1.0
    if len(dataset):
        least, most = float(dataset.t.min()), float(dataset.t.max())
        if least < most:
            return least, most
        # All are of one class: the sign says of which.
        return (low, most) if most > 0 else (least, high)
    return low, high


def _with_room(document: Document, kind: int) -> Dataset:
    """The data with targets that can say ``kind``, the same data if they can already."""
    dataset, outputs = document.dataset, len(document.network.outputs)
    check_class(document, kind)
    if not len(dataset) or kind < dataset.class_count:
        return dataset
    low, high = _levels(document, dataset)
    t = np.full((len(dataset), outputs), low)
    if dataset.target_count == 1:
        t[np.arange(len(dataset)), dataset.classes] = high
    else:
        t[:, : dataset.target_count] = dataset.t
    labels = dataset.labels and (*dataset.labels, *map(str, range(len(dataset.labels), outputs)))
    return replace(dataset, t=t, labels=labels)


def _target(document: Document, dataset: Dataset, kind: int) -> NDArray[np.float64]:
    low, high = _levels(document, dataset)
    outputs = len(document.network.outputs)
    columns = dataset.target_count if len(dataset) else max(1, outputs)
    if columns == 1:
        return np.array([high if kind else low])
    t = np.full(columns, low)
    t[kind] = high
    return t


def _refusal(limit: int, outputs: int) -> str:
    if limit == MAX_CLASSES:
        return f"There are at most {MAX_CLASSES} classes: more could not be told apart in the plane."
    if limit > 2:
        return f"There are {limit} classes; for more the network needs more outputs, one for each class."
    has = "none" if not outputs else "one" if outputs == 1 else str(outputs)
    return f"For more than two classes the network needs an output for each of them; it has {has}."


# --- places -----------------------------------------------------------------------------------------------


def _places(document: Document, x: ArrayLike) -> NDArray[np.float64]:
    """``x`` as the dataset keeps it."""
    values = np.asarray(x, dtype=np.float64)
    wanted = document.dataset.input_count
    if wanted and values.shape[1] != wanted:
        raise ShapeError(f"The samples have {wanted} inputs each, but a new one has {values.shape[1]}.")
    kept = document.normalisation
    if kept.kind != "none" and len(kept.shift) != values.shape[1]:
        # Without samples the numbers that were fitted to the last ones may be for others.
        return _finite(values)
    return _finite(kept.undone(values))


def _finite(values: NDArray[np.float64]) -> NDArray[np.float64]:
    bad = values[~np.isfinite(values)]
    if bad.size:
        raise NonFiniteError("the place of a sample", float(bad[0]))
    return values


def _row_of_example(document: Document, rows: Iterable[int]) -> int | None:
    """Which of ``rows`` the example is, if it is one."""
    if not document.data_fit():
        return None
    rows = np.asarray(rows, dtype=np.intp)
    samples, example = document.samples, document.example
    same = (samples.x[rows] == np.array(example.x)).all(axis=1)
    same &= (samples.t[rows] == np.array(example.t)).all(axis=1)
    found = rows[same]
    return int(found[0]) if len(found) else None
