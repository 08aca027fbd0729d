"""What generators of data are made of: the knobs a person turns, and targets for classes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nndesk.data.dataset import DataError, Dataset

MOST_CLASSES = 10
Setting = float | int | str


@dataclass(frozen=True, slots=True)
class Number:
    """A knob that is a number from ``low`` to ``high``, both included.

    Attributes:
        name: the argument of the generator.
        title: its caption, with the lecture's symbol where there is one.
        meaning: what it does, in a few words, with its unit.
        integer: only whole numbers.
        step: what one nudge changes.
    """

    name: str
    title: str
    meaning: str
    default: float
    low: float
    high: float
    integer: bool = False
    step: float = 0.1

    def taken(self, value: Setting) -> Setting:
        """``value`` as the generator takes it. Raises DataError with a sentence if it is out of range."""
        if not isinstance(value, int | float) or not math.isfinite(value):
            raise DataError(f"{self.title} is {value!r:.20}; it must be a number.")
        if self.integer and value != int(value):
            raise DataError(f"{self.title} is {value:g}; it must be a whole number.")
        if not self.low <= value <= self.high:
            raise DataError(f"{self.title} is {value:g}; it goes from {self.low:g} to {self.high:,.12g}.")
        return int(value) if self.integer else float(value)


@dataclass(frozen=True, slots=True)
class Choice:
    """A knob that is one of some words.

    Attributes:
        name, title, meaning: as of :class:`Number`.
        options: what can be chosen, by what it is called for people.
        free: whether other words may be written too; the generator says whether it understands them.
    """

    name: str
    title: str
    meaning: str
    default: str
    options: Mapping[str, str]
    free: bool = False

    def taken(self, value: Setting) -> Setting:
        """``value`` as the generator takes it. Raises DataError if it cannot be chosen."""
        text = str(value).strip()
        if text in self.options or self.free:
            return text
        raise DataError(f"{self.title} cannot be {text!r:.40}; it is one of {', '.join(self.options)}.")


Knob = Number | Choice


@dataclass(frozen=True, slots=True)
class Generator:
    """A rule that makes samples.

    Attributes:
        name: key in ``GENERATORS``, for the command line.
        title: for people.
        sentence: what it makes and what there is to see.
        knobs: its arguments, in the order of a form.
        make: called with the knobs by name, and with ``seed`` if ``random``.
        random: whether chance has a part in it.
        values: the targets are numbers to be approximated and not classes.
    """

    name: str
    title: str
    sentence: str
    knobs: tuple[Knob, ...]
    make: Callable[..., Dataset]
    random: bool = True
    values: bool = False

    def defaults(self) -> dict[str, Setting]:
        """What each knob is set to at first."""
        return {knob.name: knob.default for knob in self.knobs}

    def generate(self, seed: int = 0, **settings: Setting) -> Dataset:
        """Make the samples; knobs that are not set have their defaults.

        Targets of two classes are 0 and 1, of more one-hot.

        Raises:
            DataError: an unknown knob, or a setting out of its range.
        """
        known = {knob.name: knob for knob in self.knobs}
        for name in settings:
            if name not in known:
                raise DataError(f"{self.title} has no knob {name!r:.40}; it has {', '.join(known)}.")
        taken: dict[str, Any] = {
            name: knob.taken(settings.get(name, knob.default)) for name, knob in known.items()
        }
        if self.random:
            if seed < 0:
                raise DataError(f"The seed is {seed}; it must be a whole number from 0.")
            taken["seed"] = seed
        return self.make(**taken)


def of_classes(x: ArrayLike, classes: NDArray[np.intp], count: int) -> Dataset:
    """Samples of ``count`` classes, numbered from 0: one target 0 or 1 for two classes, else one-hot rows."""
    if count == 2:
        return Dataset(np.asarray(x), classes.astype(np.float64)[:, np.newaxis])
    return Dataset(np.asarray(x), np.eye(count)[classes])
