"""Which samples are held out of training, to test what has been learned (LECTURE topic 11)."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nndesk.data.dataset import DataError, Dataset


def split(dataset: Dataset, fraction: float, seed: int = 0, stratified: bool = True) -> Dataset:
    """The same samples, of which a part drawn at random is held out; the same seed draws the same.

    Args:
        fraction: of all samples, from 0 to below 1; the number is rounded.
        stratified: each class has its share in what is held out, to within one sample.

    Raises:
        DataError: a fraction out of range, or one that leaves nothing to train on.
    """
    if not (math.isfinite(fraction) and 0 <= fraction < 1):
        raise DataError(f"The part that is held out is {fraction:g}; it goes from 0 to below 1.")
    if seed < 0:
        raise DataError(f"The seed is {seed}; it must be a whole number from 0.")
    count = round(fraction * len(dataset))
    if count and count == len(dataset):
        raise DataError(f"Of {count} samples, all would be held out; nothing would be left to train on.")
    draw = np.random.default_rng(seed)
    groups = [np.arange(len(dataset))]
    if stratified:
        groups = [np.flatnonzero(dataset.classes == kind) for kind in np.unique(dataset.classes)]
    test = np.zeros(len(dataset), dtype=np.bool_)
    for group, share in zip(groups, _shares([len(group) for group in groups], count), strict=True):
        test[draw.permutation(group)[:share]] = True
    return dataset if np.array_equal(test, dataset.test) else replace(dataset, test=test)


def _shares(sizes: list[int], count: int) -> list[int]:
    """``count`` divided among groups in proportion to their ``sizes``: by largest remainder."""
    if not count:
        return [0] * len(sizes)
    exact: NDArray[np.float64] = np.array(sizes, dtype=np.float64) * count / sum(sizes)
    shares = np.floor(exact).astype(np.int64)
    first = np.argsort(shares - exact, kind="stable")
    shares[first[: count - int(shares.sum())]] += 1
    return [int(share) for share in shares]
