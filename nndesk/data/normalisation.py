"""How inputs are brought to a common scale before the network sees them (LECTURE topic 19)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nndesk.data.errors import DataError

Kind = Literal["none", "minmax", "zscore"]


@dataclass(frozen=True, slots=True)
class Normalisation:
    """``x′ = (x − shift) / scale``, column by column.

    Attributes:
        kind: where shift and scale are from: "minmax" brings the samples it was fitted to into 0 … 1,
            "zscore" to mean 0 and standard deviation 1; "none" leaves every number as it is.
        shift, scale: a number for every input, all scales above 0; both empty for "none".

    Raises:
        DataError: numbers that are not finite, a scale that is not above 0, or not one of each per input.
    """

    kind: Kind = "none"
    shift: tuple[float, ...] = ()
    scale: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if len(self.shift) != len(self.scale):
            raise DataError(
                "A normalisation needs a shift and a scale for every input, "
                f"not {len(self.shift)} shifts and {len(self.scale)} scales."
            )
        if self.kind == "none" and self.shift:
            raise DataError("Without normalisation there is no shift and no scale.")
        for column, (shift, scale) in enumerate(zip(self.shift, self.scale, strict=True), start=1):
            if not math.isfinite(shift):
                raise DataError(f"The shift of input {column} is {shift}; it must be a finite number.")
            if not (math.isfinite(scale) and scale > 0):
                raise DataError(f"The scale of input {column} is {scale}; it must be a number above 0.")

    @staticmethod
    def fitted(kind: Kind, x: NDArray[np.float64]) -> Normalisation:
        """The normalisation that fits the samples ``x (N, d)``; a column that never changes keeps scale 1.

        Raises:
            DataError: there are no samples to fit it to, or their span is no finite number.
        """
        if kind == "none":
            return NOT_NORMALISED
        if not len(x):
            raise DataError("There are no samples to fit a normalisation to.")
        with np.errstate(over="ignore", invalid="ignore"):
            span = np.ptp(x, axis=0)
            shift, scale = (x.min(axis=0), span) if kind == "minmax" else (x.mean(axis=0), x.std(axis=0))
        # The deviation of equal numbers may be a few bits instead of 0, that of tiny ones 0.
        scale = np.where((span == 0) | (scale == 0), 1.0, scale)
        return Normalisation(kind, tuple(shift.tolist()), tuple(scale.tolist()))

    def applied(self, x: ArrayLike) -> NDArray[np.float64]:
        """What the network sees of ``x``, of shape ``(d,)`` or ``(N, d)``.

        Raises:
            DataError: ``x`` has another number of inputs.
        """
        values = self._values(x)
        if self.kind == "none":
            return values
        with np.errstate(over="ignore", invalid="ignore"):
            return np.asarray((values - self.shift) / self.scale)

    def undone(self, x: ArrayLike) -> NDArray[np.float64]:
        """What ``x``, as the network sees it, was before: the inverse of :meth:`applied`.

        Raises:
            DataError: ``x`` has another number of inputs.
        """
        values = self._values(x)
        if self.kind == "none":
            return values
        with np.errstate(over="ignore", invalid="ignore"):
            return np.asarray(values * self.scale + self.shift)

    def _values(self, x: ArrayLike) -> NDArray[np.float64]:
        values = np.asarray(x, dtype=np.float64)
        if self.kind != "none" and values.shape[-1:] != (len(self.shift),):
            raise DataError(
                f"The normalisation is for {len(self.shift)} inputs, but there are {values.shape[-1]}."
            )
        return values


NOT_NORMALISED = Normalisation()
