"""The examples of the lecture, shipped as files like any other, and the one way to open either by name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from nndesk.assets import asset
from nndesk.document.document import Document
from nndesk.document.storage import EXTENSION, StorageError, decode, load


@dataclass(frozen=True, slots=True)
class ExampleInfo:
    """What a menu says about an example.

    Attributes:
        title: its name for people.
        sentence: what there is to see.
        topic: the lecture's topic it belongs to (LECTURE, "Topics").
    """

    title: str
    sentence: str
    topic: int


EXAMPLES: Mapping[str, ExampleInfo] = MappingProxyType(
    {
        "and": ExampleInfo(
            "AND by one perceptron",
            "One line, x1 + x2 − 3/2 = 0, cuts off the corner where both inputs are 1.",
            8,
        ),
        "or": ExampleInfo(
            "OR by one perceptron",
            "One line, x1 + x2 − 1/2 = 0, cuts off the corner where both inputs are 0.",
            8,
        ),
        "xor": ExampleInfo(
            "XOR by two perceptrons",
            "No line separates XOR; two do, and the output takes what lies between them.",
            9,
        ),
        "abu-mostafa": ExampleInfo(
            "Abu-Mostafa: h1·h̄2 + h̄1·h2",
            "Two crossing lines make four regions; two ANDs and an OR, with ±1 for true and false, pick two.",
            10,
        ),
        "circle": ExampleInfo(
            "A disc cut out by eight lines",
            "Eight half-planes and an AND make an octagon around the disc; with sixteen it would be rounder.",
            11,
        ),
        "three-lines": ExampleInfo(
            "Three lines, seven regions",
            "Each region has its own code in {0,1}³, one of the eight codes has no region; an AND picks 111.",
            12,
        ),
        "logistic": ExampleInfo(
            "Logistic regression on two clouds",
            "A single sigmoid node learns P(y=1|x); where it is 0.5, its line separates the clouds.",
            4,
        ),
        "worked-example": ExampleInfo(
            "The worked example, 3-2-1",
            "Every s, z, δ and Δw of one step of backpropagation can be checked by hand.",
            17,
        ),
        "xor-sigmoid": ExampleInfo(
            "XOR with sigmoids",
            "The two-layer network for XOR with sigmoids instead of thresholds, so that it can learn.",
            14,
        ),
        "spiral": ExampleInfo(
            "Two spirals to be learned",
            "Hardly to be drawn by hand: press Train and watch sixteen hidden nodes find the border.",
            15,
        ),
    }
)
"""By name, in the order of the menu."""


@cache
def example(name: str) -> Document:
    """The example called ``name``. Raises StorageError listing those there are."""
    if name not in EXAMPLES:
        raise StorageError(f"There is no example called {name}; {_listed()}.")
    try:
        data = asset("examples", name + EXTENSION).read_bytes()
    except OSError as error:
        raise StorageError(f"The example {name} is missing from this installation.") from error
    return decode(data, where=name + EXTENSION)


def open_document(file_or_example_name: str | os.PathLike[str]) -> Document:
    """Open a file or, where there is no file of that name, an example.

    Raises:
        StorageError: there is neither, or the file cannot be read.
    """
    name = os.fspath(file_or_example_name)
    if name in EXAMPLES and not os.path.isfile(name):
        return example(name)
    if not os.path.lexists(name):
        raise StorageError(f"There is no file {name} and no example of that name; {_listed()}.")
    return load(name)


def _listed() -> str:
    return f"the examples are {', '.join(EXAMPLES)}"
