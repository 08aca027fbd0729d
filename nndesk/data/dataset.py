"""A set of samples ``(x⁽ⁿ⁾, t⁽ⁿ⁾)``, n = 1 … N."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray


class DataError(ValueError):
    """The data cannot be used as they are; the message says which row or column and why."""


def _frozen(values: ArrayLike, what: str) -> NDArray[np.float64]:
    array = np.array(values, dtype=np.float64)
    if len(array.shape) in (1, 2) and not len(array):
        # Without samples nobody knows d and c: every empty table is the same.
        array = np.zeros((0, 0))
    if array.ndim != 2:
        raise DataError(f"The {what} must be a table with a row for each sample, not of shape {array.shape}.")
    bad = np.argwhere(~np.isfinite(array))
    if bad.size:
        row, column = (int(i) for i in bad[0])
        raise DataError(f"Row {row + 1} of the {what} has {array[row, column]} in column {column + 1}.")
    array.flags.writeable = False
    return array


@dataclass(frozen=True, eq=False)
class Dataset:
    """Samples as two read-only tables.

    Attributes:
        x: inputs, shape ``(N, d)``.
        t: targets, shape ``(N, c)``. For two classes ``c = 1`` and t is the lower or upper output value
            (0/1 or −1/+1); for more, one-hot rows.

    Raises:
        DataError: tables of different length, or a number that is not finite.
    """

    x: NDArray[np.float64]
    t: NDArray[np.float64]

    def __post_init__(self) -> None:
        object.__setattr__(self, "x", _frozen(self.x, "inputs"))
        object.__setattr__(self, "t", _frozen(self.t, "targets"))
        if len(self.x) != len(self.t):
            raise DataError(
                f"Inputs and targets must have as many rows, but have {len(self.x)} and {len(self.t)}."
            )

    @staticmethod
    def of(x: Sequence[Sequence[float]], t: Sequence[Sequence[float]]) -> Dataset:
        """Make a dataset from nested sequences."""
        return Dataset(np.asarray(x, dtype=np.float64), np.asarray(t, dtype=np.float64))

    def __len__(self) -> int:
        return len(self.x)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return self is other or (np.array_equal(self.x, other.x) and np.array_equal(self.t, other.t))

    def __hash__(self) -> int:
        return hash((self.x.shape, self.t.shape, self.x.tobytes(), self.t.tobytes()))

    @property
    def input_count(self) -> int:
        """d; 0 where there are no samples yet."""
        return self.x.shape[1] if len(self.x) else 0

    @property
    def target_count(self) -> int:
        """c; 0 where there are no samples yet."""
        return self.t.shape[1] if len(self.t) else 0

    @cached_property
    def classes(self) -> NDArray[np.intp]:
        """The class of every sample, shape ``(N,)``: split at the targets' middle; arg-max if c > 1."""
        if self.target_count > 1:
            return np.asarray(np.argmax(self.t, axis=1), dtype=np.intp)
        return self.classes_of(0)

    def classes_of(self, output: int) -> NDArray[np.intp]:
        """Class 0 or 1 of every sample by the target of one output alone, shape ``(N,)``.

        It is what a picture of that output must show: with two outputs, arg-max would colour a sample by the
        other one. The targets are split at their middle.
        """
        if not len(self):
            return np.zeros(0, dtype=np.intp)
        own = self.t[:, output]
        low, high = float(own.min()), float(own.max())
        # One class alone: −1 and 0 are the lower value of their convention.
        middle = (low + high) / 2 if low < high else 0.0
        return np.asarray(own > middle, dtype=np.intp)


EMPTY = Dataset(np.zeros((0, 0)), np.zeros((0, 0)))
