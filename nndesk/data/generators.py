"""The one table of generators: dialog and command line read names, knobs and ranges from it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from nndesk.data.clouds import gaussian_clouds, two_clouds, xor_blobs
from nndesk.data.curves import CURVES, curve
from nndesk.data.dataset import DataError, Dataset
from nndesk.data.knobs import MOST_CLASSES, Choice, Generator, Number, Setting
from nndesk.data.shapes import checkerboard, disc, moons, rings, spiral
from nndesk.data.truth_tables import FUNCTIONS, MAX_TABLE_INPUTS, truth_table

__all__ = [
    "FUNCTIONS",
    "GENERATORS",
    "MAX_TABLE_INPUTS",
    "generator_named",
    "settings_of",
    "truth_table",
    "two_clouds",
]

MOST_POINTS = 10_000
"""Of one class: all of them can be shown and dragged."""


def _count(meaning: str, default: int) -> Number:
    return Number("count", "Points", meaning, default, 1, MOST_POINTS, integer=True, step=10)


def _classes(default: int, meaning: str = "how many classes there are") -> Number:
    return Number("classes", "Classes", meaning, default, 2, MOST_CLASSES, integer=True, step=1)


def _noise(default: float, meaning: str) -> Number:
    return Number("noise", "Noise σ", meaning, default, 0, 10, step=0.01)


def _table(function: str, inputs: int, low: str) -> Dataset:
    table = truth_table(function, 0.0, 1.0, inputs)
    return Dataset(np.where(table.x == 0, -1.0, 1.0), table.t) if low == "-1" else table


_ALL = (
    Generator(
        "truth-table",
        "Truth table",
        "A row for every combination of true and false. AND and OR are separated by a line, XOR is not.",
        (
            Choice(
                "function",
                "Function",
                "a name, or its column of results from 00…0 to 11…1, like 0110 for XOR",
                "xor",
                MappingProxyType({name: name.upper() for name in FUNCTIONS}),
                free=True,
            ),
            Number("inputs", "Inputs", "how many there are", 2, 1, MAX_TABLE_INPUTS, integer=True, step=1),
            Choice(
                "low",
                "False is",
                "in the inputs; the targets follow the network’s outputs",
                "0",
                MappingProxyType({"0": "0, true is 1", "-1": "−1, true is +1 (Abu-Mostafa)"}),
            ),
        ),
        _table,
        random=False,
    ),
    Generator(
        "two-clouds",
        "The lecture’s two clouds",
        "As the lecture’s demoDataGen (strijov.com) makes them: N standard Gaussian points of class 0; α·N "
        "points of class 1 with deviation σ, shifted by d·(sin πr1, cos πr2). As there, r1 and r2 are two "
        "draws from 0 to 1 and not one, so that the shift is not always d long.",
        (
            Number("count", "N", "points of class 0", 100, 1, MOST_POINTS, integer=True, step=10),
            Number("ratio", "α", "class 1 has α·N points", 1.5, 0.01, 100, step=0.1),
            Number("distance", "Distance d", "of the shift, in units of the plane", 4, 0, 100, step=0.5),
            Number("spread", "Deviation σ", "of class 1; that of class 0 is 1", 1, 0, 100, step=0.1),
        ),
        two_clouds,
    ),
    Generator(
        "clouds",
        "Gaussian clouds",
        "A round cloud for each class, their centres evenly around the middle. From three classes on, each "
        "has an output of its own.",
        (
            _classes(3),
            _count("of each class", 60),
            Number("distance", "Distance", "of the centres from the middle", 2.5, 0, 100, step=0.1),
            Number("spread", "Deviation σ", "of a cloud, in all directions", 0.7, 0, 100, step=0.1),
        ),
        gaussian_clouds,
    ),
    Generator(
        "circle",
        "Circle",
        "A disc in a square. Eight lines cut out most of it; the more lines, the rounder.",
        (
            _count("in all", 300),
            Number("radius", "Radius", "of the disc; the square has twice its area", 1, 0.01, 100, step=0.1),
            _noise(0, "of the border, in units of the plane"),
        ),
        disc,
    ),
    Generator(
        "rings",
        "Rings",
        "One class around the other, at the distances 0, 1, 2 … from the middle.",
        (
            _classes(2),
            _count("of each class", 100),
            Number("width", "Width σ", "deviation from the circle", 0.15, 0, 10, step=0.01),
        ),
        rings,
    ),
    Generator(
        "spiral",
        "Spiral",
        "Arms that wind around each other: hard to learn with few hidden nodes.",
        (
            Number(
                "arms", "Arms", "each is of the next class in turn", 2, 2, MOST_CLASSES, integer=True, step=1
            ),
            _classes(2, "at most as many as arms"),
            _count("of each arm", 100),
            Number("turns", "Turns", "how often an arm goes round", 1.5, 0, 10, step=0.25),
            _noise(0.03, "deviation from the arm; the spiral’s radius is 1"),
        ),
        spiral,
    ),
    Generator(
        "moons",
        "Moons",
        "Two half circles that reach into each other: no line separates them, two or three hidden nodes do.",
        (_count("of each class", 100), _noise(0.12, "deviation from the half circle of radius 1")),
        moons,
    ),
    Generator(
        "xor-blobs",
        "XOR blobs",
        "XOR with a cloud at each of its corners (±1, ±1).",
        (
            _count("of each of the four clouds", 40),
            Number("spread", "Deviation σ", "of a cloud, in all directions", 0.3, 0, 10, step=0.05),
        ),
        xor_blobs,
    ),
    Generator(
        "checkerboard",
        "Checkerboard",
        "Tiles of two classes by turns: every tile needs lines around it.",
        (
            Number("tiles", "Tiles", "along each side", 4, 2, 12, integer=True, step=1),
            _count("in all", 400),
            Number("gap", "Gap", "left empty between tiles of side 1", 0.1, 0, 0.9, step=0.05),
        ),
        checkerboard,
    ),
    Generator(
        "function",
        "Function of one input",
        "t = f(x) + noise, to be approximated: one input, and an output that is linear.",
        (
            Choice(
                "function",
                "f(x)",
                "what is to be learned",
                "sin",
                MappingProxyType({name: text for name, (text, _) in CURVES.items()}),
            ),
            _count("at even distances", 80),
            Number("low", "From x", "where the samples begin", -1, -100, 100, step=0.5),
            Number("high", "To x", "where they end", 1, -100, 100, step=0.5),
            _noise(0.1, "deviation of t from f(x)"),
        ),
        curve,
        values=True,
    ),
)

GENERATORS: Mapping[str, Generator] = MappingProxyType({generator.name: generator for generator in _ALL})
"""By name, in the order of the dialog's list."""


def generator_named(name: str) -> Generator:
    """The generator called ``name``. Raises DataError listing those there are."""
    if name not in GENERATORS:
        raise DataError(f"There are no data called {name!r:.40}; there are {', '.join(GENERATORS)}.")
    return GENERATORS[name]


def settings_of(words: str) -> tuple[Generator, dict[str, Setting]]:
    """A generator and its knobs from one line like ``spiral:arms=3,noise=0.1``.

    Raises:
        DataError: no such generator or knob, or a setting that is none.
    """
    name, _, rest = words.partition(":")
    generator = generator_named(name.strip())
    knobs = {knob.name: knob for knob in generator.knobs}
    settings: dict[str, Setting] = {}
    for part in rest.split(",") if rest.strip() else ():
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if key not in knobs or not equals:
            raise DataError(f"{part!r:.40} sets no knob of {name}; write for example {_example(generator)}.")
        settings[key] = value
        if isinstance(knobs[key], Number):
            try:
                settings[key] = float(value.replace("−", "-"))
            except ValueError:
                raise DataError(f"{key} is {value!r:.40}, which is not a number.") from None
    return generator, settings


def _example(generator: Generator) -> str:
    knob = generator.knobs[0]
    return f"{generator.name}:{knob.name}={knob.default}"
