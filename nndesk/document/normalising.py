"""Edits of how the data are normalised: what the network sees changes, the data stay as they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nndesk.data.dataset import DataError, Dataset
from nndesk.data.normalisation import Kind, Normalisation
from nndesk.document.document import Document, Example, check_normalisation
from nndesk.network.errors import NetworkError


def normalise(document: Document, kind: Kind) -> Document:
    """Normalise the data, with shift and scale fitted to the training samples as they are now.

    Samples that are held out are normalised by the same numbers: nothing of them may be known before
    training. The example and the plane's own range go where the same point of the data is now. Choosing the
    kind there is already fits it anew.

    Raises:
        NetworkError: there are no samples to fit it to, or their numbers are too large.
    """
    return with_normalisation(document, fit(kind, document.dataset))


def fit(kind: Kind, dataset: Dataset) -> Normalisation:
    """Shift and scale that suit the training samples of ``dataset``; a constant column keeps scale 1.

    Raises:
        NetworkError: there are no samples to fit it to, or their numbers are too large.
    """
    try:
        return Normalisation.fitted(kind, dataset.training.x)
    except DataError as error:
        raise NetworkError(f"The data cannot be normalised: {error}") from error


def with_normalisation(document: Document, new: Normalisation) -> Document:
    """Normalise by given numbers; example and plane range follow. Raises NetworkError if they do not fit."""
    old = document.normalisation
    if new == old:
        return document
    check_normalisation(new, document.dataset)
    document = replace(document, normalisation=new)
    inputs = len(document.network.inputs)
    if document.dataset.input_count != inputs or any(n.shift and len(n.shift) != inputs for n in (old, new)):
        return document
    x = new.applied(old.undone(document.example.x))
    if np.isfinite(x).all():
        document = replace(document, example=Example(tuple(x.tolist()), document.example.t))
    return _with_plane_range(document, old, new)


def _with_plane_range(document: Document, old: Normalisation, new: Normalisation) -> Document:
    view, inputs = document.view, document.network.inputs
    if view.plane_range is None or len(inputs) < 2:
        return document
    axes = view.plane_axes or inputs[:2]
    columns = [inputs.index(name) for name in axes]
    left, right, low, high = view.plane_range
    corners = np.zeros((2, len(inputs)))
    corners[:, columns] = [[left, low], [right, high]]
    moved = new.applied(old.undone(corners))[:, columns]
    if not (np.isfinite(moved).all() and (moved[0] < moved[1]).all()):
        return replace(document, view=replace(view, plane_range=None))
    (left, low), (right, high) = moved.tolist()
    return replace(document, view=replace(view, plane_range=(left, right, low, high)))
