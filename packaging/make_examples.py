"""Write the shipped examples into ``resources/examples``: ``python packaging/make_examples.py``.

Each is built by the edits that a person makes with the mouse. The numbers are those of the lecture; a test
compares the shipped files with what this makes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from nndesk.data.dataset import Dataset
from nndesk.data.generators import truth_table, two_clouds
from nndesk.data.shapes import disc, spiral
from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.examples import EXAMPLES
from nndesk.document.layered import column_positions
from nndesk.document.storage import EXTENSION, save

Columns = Sequence[Sequence[str]]
Weights = Mapping[str, tuple[float, ...]]
"""For every neuron the weights from the column before it, then its bias."""
LOGISTIC_SEED = 3
"""Clouds that nearly touch."""
CIRCLE_SEED = 2
SPIRAL_SEED = 1


def build(columns: Columns, weights: Weights, activation: str | Mapping[str, str]) -> Document:
    """Draw a network column by column, each fully connected to the one before."""
    document = Document()
    for name in columns[0]:
        document, _ = edits.add_input(document, (0, 0), name)
    for before, column in pairwise(columns):
        for name in column:
            phi = activation if isinstance(activation, str) else activation[name]
            document, _ = edits.add_node(document, (0, 0), name, activation=phi)
            *row, bias = weights[name]
            for source, weight in zip(before, row, strict=True):
                document = edits.add_edge(document, source, name, weight)
            document = edits.set_bias(document, name, bias)
    return edits.move(document, column_positions(columns))


def logic_and() -> Document:
    document = build([["x1", "x2"], ["o1"]], {"o1": (1, 1, -3 / 2)}, "step")
    document = edits.set_dataset(document, truth_table("and"))
    return edits.set_example(document, x=(1, 1), t=(1,))


def logic_or() -> Document:
    document = build([["x1", "x2"], ["o1"]], {"o1": (1, 1, -1 / 2)}, "step")
    document = edits.set_dataset(document, truth_table("or"))
    return edits.set_example(document, x=(1, 0), t=(1,))


def xor() -> Document:
    """Topic 9: g1 = x1 + x2 − 1/2, g2 = x1 + x2 − 3/2, g(y1, y2) = y1 − y2 − 1/2."""
    document = build(
        [["x1", "x2"], ["h1", "h2"], ["o1"]],
        {"h1": (1, 1, -1 / 2), "h2": (1, 1, -3 / 2), "o1": (1, -1, -1 / 2)},
        "step",
    )
    document = edits.set_dataset(document, truth_table("xor"))
    return edits.set_example(document, x=(1, 0), t=(1,))


def abu_mostafa() -> Document:
    """Topic 10: AND(a, b) = a + b − 1.5, OR(a, b) = a + b + 1.5, NOT flips a weight's sign.

    The lines are x1 + x2/2 = 0 and −x1/2 + x2 = 0: at right angles, one corner of the square in each region.
    """
    document = build(
        [["x1", "x2"], ["h1", "h2"], ["h3", "h4"], ["o1"]],
        {
            "h1": (1, 1 / 2, 0),
            "h2": (-1 / 2, 1, 0),
            "h3": (1, -1, -1.5),
            "h4": (-1, 1, -1.5),
            "o1": (1, 1, 1.5),
        },
        "sign",
    )
    document = edits.set_dataset(document, truth_table("xor", low=-1, high=1))
    return edits.set_example(document, x=(1, -1), t=(1,))


def three_lines() -> Document:
    """Topic 12: the inside of the triangle is the region 111; AND of three is a sum − 5/2.

    The lines x1 + 2 x2 + 2 = 0, −2 x1 − x2 + 2 = 0 and x1 − x2 + 1 = 0 meet at (2, −2), (−4/3, −1/3) and
    (1/3, 4/3). There is a sample in each of the seven regions; the code 000 has none.
    """
    document = build(
        [["x1", "x2"], ["h1", "h2", "h3"], ["o1"]],
        {"h1": (1, 2, 2), "h2": (-2, -1, 2), "h3": (1, -1, 1), "o1": (1, 1, 1, -5 / 2)},
        "step",
    )
    regions = [
        ((0.5, -0.5), 1),  # 111
        ((-1, 1), 0),  # 110
        ((1.5, 0.5), 0),  # 101
        ((0, -2), 0),  # 011
        ((0.5, 2.5), 0),  # 100
        ((-2.5, -0.5), 0),  # 010
        ((3, -3), 0),  # 001
    ]
    document = edits.set_dataset(document, Dataset.of([x for x, _ in regions], [[t] for _, t in regions]))
    return edits.set_example(document, x=(0.5, -0.5), t=(1,))


def logistic() -> Document:
    """Topic 4, before training: weights that a person might guess, a line about halfway with soft shading."""
    document = build([["x1", "x2"], ["o1"]], {"o1": (1 / 2, 1 / 2, -1)}, "sigmoid")
    clouds = two_clouds(seed=LOGISTIC_SEED)
    # Three digits are plenty for a picture and keep the file short and the same on every machine.
    document = edits.set_dataset(document, Dataset(clouds.x.round(3), clouds.t))
    document = edits.set_hyperparameters(document, cost="cross_entropy", eta=0.1, batch=10, epochs=50)
    return edits.set_example(document, x=tuple(document.dataset.x[-1]), t=(1,))


def worked_example() -> Document:
    """Topic 17: every s is 0 and every z is ½, so δ_o1 = 1/8 and δ_h1 = 1/32 = −δ_h2."""
    document = build(
        [["x1", "x2", "x3"], ["h1", "h2"], ["o1"]],
        {"h1": (1 / 2, -1, 1 / 2, -1), "h2": (-1 / 2, 1, 1, -1 / 2), "o1": (1, -1, 0)},
        "sigmoid",
    )
    document = edits.set_dataset(document, Dataset.of([(1, 0, 1)], [(1,)]))
    document = edits.set_hyperparameters(document, eta=1 / 2)
    # Five digits print 1/32 and 1/64 as they are.
    document = edits.set_view(document, digits=5)
    return edits.set_example(document, x=(1, 0, 1), t=(1,))


def xor_sigmoid() -> Document:
    document = build(
        [["x1", "x2"], ["h1", "h2"], ["o1"]],
        {"h1": (5.2, 5.2, -2.0), "h2": (3.6, 3.6, -5.6), "o1": (6.8, -7.3, -3.1)},
        "sigmoid",
    )
    document = edits.set_dataset(document, truth_table("xor"))
    document = edits.set_hyperparameters(document, eta=0.5)
    return edits.set_example(document, x=(1, 0), t=(1,))


def circle() -> Document:
    """Topic 11: the octagon |x1| < 1, |x2| < 1, |x1 ± x2| < 7/5 fits closely around the disc of radius 1.

    The AND of eight is a sum − 15/2.
    """
    lines = ((1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))
    names = [f"h{i + 1}" for i in range(len(lines))]
    weights: dict[str, tuple[float, ...]] = {
        name: (-a, -b, 7 / 5 if a and b else 1) for name, (a, b) in zip(names, lines, strict=True)
    }
    weights["o1"] = (*(1.0 for _ in names), -15 / 2)
    document = build([["x1", "x2"], names, ["o1"]], weights, "step")
    # Farther apart than usual: no edge then runs through a bias.
    document = edits.move(
        document, {name: (round(1.4 * x), round(1.2 * y)) for name, (x, y) in document.positions.items()}
    )
    made = disc(seed=CIRCLE_SEED, count=200)
    document = edits.set_dataset(document, Dataset(made.x.round(3), made.t))
    return edits.set_example(document, x=tuple(document.dataset.x[0]), t=tuple(document.dataset.t[0]))


def two_spirals() -> Document:
    """Topics 14, 15: before training; about 500 epochs find the spiral."""
    document = edits.layered("2-8-8-1", "tanh", "sigmoid", seed=SPIRAL_SEED)
    # Initial numbers to three digits, so that the file is the same on every machine.
    network = document.network
    weights = {edge.key: round(edge.weight, 3) for edge in network.edges}
    biases = {node.name: round(node.bias, 3) for node in network.nodes}
    document = replace(document, network=network.with_weights(weights).with_biases(biases))
    made = spiral(seed=SPIRAL_SEED)
    document = edits.set_dataset(document, Dataset(made.x.round(3), made.t))
    document = edits.set_hyperparameters(document, cost="cross_entropy", eta=0.1, batch=10, epochs=1000)
    document = edits.set_view(document, labels="hover")
    return edits.set_example(document, x=tuple(document.dataset.x[50]), t=tuple(document.dataset.t[50]))


MAKERS = {
    "and": logic_and,
    "or": logic_or,
    "xor": xor,
    "abu-mostafa": abu_mostafa,
    "circle": circle,
    "three-lines": three_lines,
    "logistic": logistic,
    "worked-example": worked_example,
    "xor-sigmoid": xor_sigmoid,
    "spiral": two_spirals,
}


def make(name: str) -> Document:
    """The example called ``name``, titled as the menu titles it."""
    return edits.set_title(MAKERS[name](), EXAMPLES[name].title)


def main() -> None:
    folder = Path(__file__).parent.parent / "resources" / "examples"
    folder.mkdir(exist_ok=True)
    for name in EXAMPLES:
        save(make(name), folder / (name + EXTENSION))
        print(folder / (name + EXTENSION))


if __name__ == "__main__":
    main()
