"""A set of samples ``(x⁽ⁿ⁾, t⁽ⁿ⁾)``, n = 1 … N."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nndesk.data.errors import DataError as DataError
from nndesk.data.normalisation import Normalisation


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


def _mask(given: ArrayLike, count: int) -> NDArray[np.bool_]:
    mask = np.array(given, dtype=np.bool_)
    if not mask.size:
        mask = np.zeros(count, dtype=np.bool_)
    if mask.shape != (count,):
        raise DataError(f"Of {count} samples, {mask.shape} are marked as held out or not.")
    mask.flags.writeable = False
    return mask


@dataclass(frozen=True, eq=False)
class Dataset:
    """Samples as two read-only tables, and what is known about their rows and columns.

    Samples that are held out are not trained on: the cost over them says how well the network generalises
    (LECTURE topic 11).

    Attributes:
        x: inputs, shape ``(N, d)``.
        t: targets, shape ``(N, c)``. For two classes ``c = 1`` and t is the lower or upper output value
            (0/1 or −1/+1); for more, one-hot rows.
        test: which samples are held out, shape ``(N,)``; given empty, none is.
        names: of the d columns of inputs; empty where they are not known.
        labels: names of the classes, two where ``c = 1``, else c; empty where they are not known.

    Raises:
        DataError: tables of different length, a number that is not finite, or too few or many names.
    """

    x: NDArray[np.float64]
    t: NDArray[np.float64]
    test: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    names: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    _normalised: tuple[Normalisation, Dataset] | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "x", _frozen(self.x, "inputs"))
        object.__setattr__(self, "t", _frozen(self.t, "targets"))
        if len(self.x) != len(self.t):
            raise DataError(
                f"Inputs and targets must have as many rows, but have {len(self.x)} and {len(self.t)}."
            )
        object.__setattr__(self, "test", _mask(self.test, len(self.x)))
        for what, wanted, of in (
            ("names", self.input_count, "columns of inputs"),
            ("labels", self.class_count, "classes"),
        ):
            # Without samples nobody knows the columns.
            given = tuple(getattr(self, what)) if len(self.x) else ()
            object.__setattr__(self, what, given)
            if given and len(given) != wanted:
                raise DataError(f"There are {len(given)} names for {wanted} {of}.")

    @staticmethod
    def of(x: Sequence[Sequence[float]], t: Sequence[Sequence[float]]) -> Dataset:
        """Make a dataset from nested sequences."""
        return Dataset(np.asarray(x, dtype=np.float64), np.asarray(t, dtype=np.float64))

    def __len__(self) -> int:
        return len(self.x)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return self is other or (
            (self.names, self.labels) == (other.names, other.labels)
            and np.array_equal(self.x, other.x)
            and np.array_equal(self.t, other.t)
            and np.array_equal(self.test, other.test)
        )

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

    @property
    def class_count(self) -> int:
        """How many classes the targets can tell apart: 2 where c = 1, else c."""
        return 2 if self.target_count == 1 else self.target_count

    @cached_property
    def training(self) -> Dataset:
        """The samples that are trained on: all of them where none is held out."""
        return self.rows(~self.test) if self.test.any() else self

    @cached_property
    def held_out(self) -> Dataset:
        """The samples that are held out; empty where there are none."""
        return self.rows(self.test)

    def rows(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> Dataset:
        """Some of the samples, by a mask ``(N,)`` or by their numbers from 0."""
        return replace(self, x=self.x[which], t=self.t[which], test=self.test[which])

    def normalised(self, by: Normalisation) -> Dataset:
        """The samples as the network sees them: ``x′ = (x − shift) / scale``; the same object for "none".

        The last result is kept, so that documents that share a dataset share what is made of it.

        Raises:
            DataError: ``by`` is for another number of inputs, or a number runs out of range.
        """
        if by.kind == "none" or not len(self):
            return self
        if self._normalised is None or self._normalised[0] != by:
            object.__setattr__(self, "_normalised", (by, replace(self, x=by.applied(self.x))))
            assert self._normalised is not None
        return self._normalised[1]

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
