"""The main job without a window: draw XOR as the mouse would, walk it, train it, export every figure."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from nndesk.cli.errors import UsageError
from nndesk.cli.pictures import picture, style_of, walk_of, write
from nndesk.document import edits, storage
from nndesk.document.atomic import check_writable
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.network.numbers import format_number
from nndesk.network.passes import forward
from nndesk.network.training import train

EPOCHS = 2000


def tour(arguments: argparse.Namespace) -> int:
    folder = Path(arguments.to)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; the tour needs a folder.")
    folder.mkdir(parents=True, exist_ok=True)
    check_writable(folder / "xor.nndesk")

    print("1. Draw XOR by two perceptrons, edit by edit")
    document = draw_xor(lambda done: print(f"     {done}"))
    storage.save(document, folder / "xor.nndesk")

    print("2. Its truth table")
    for x1, x2 in ((0, 0), (0, 1), (1, 0), (1, 1)):
        z = forward(document.network, (x1, x2)).z
        y1, y2, output = (_number(z[name]) for name in ("h1", "h2", "o1"))
        print(f"     x = ({x1}, {x2})   y = ({y1}, {y2})   φ(g) = {output}")

    print("3. Walk the forward and the backward pass of the 3-2-1 worked example")
    worked = example("worked-example")
    recorded = walk_of(worked)
    for step in recorded.steps:
        print(f"     {step.index + 1:2}. {step.title}: {_number(step.value)}")

    print(f"4. Train XOR with sigmoids, {EPOCHS} epochs")
    trained = train_sigmoids(document, lambda line: print(f"     {line}"))
    storage.save(trained, folder / "xor-trained.nndesk")

    print("5. Export the figures")
    for name, shown in (("xor", document), ("xor-trained", trained), ("worked-example", worked)):
        for what in ("diagram", "plane", "walk"):
            if what == "plane" and len(shown.network.inputs) != 2:
                continue
            figure = picture(shown, what, style_of(shown))
            for suffix in (".svg", ".pdf", ".png", ".tex"):
                write(figure, folder / f"{name}-{what}{suffix}", width_mm=80)
            print(f"     {folder / f'{name}-{what}'} .svg .pdf .png .tex")
    return 0


def draw_xor(tell: Callable[[str], None]) -> Document:
    """XOR from an empty document, by the same edits as the mouse makes."""
    document = Document(title="XOR by two perceptrons")
    for row in (-70.0, 70.0):
        document, name = edits.add_input(document, (0.0, row))
        tell(f"input {name}")
    for row in (-70.0, 70.0):
        document, name = edits.add_node(document, (180.0, row), activation="step")
        tell(f"neuron {name}")
    document, name = edits.add_node(document, (360.0, 0.0), activation="step", prefix="o")
    tell(f"neuron {name}")
    for source, target, weight in (
        ("x1", "h1", 1.0),
        ("x2", "h1", 1.0),
        ("x1", "h2", 1.0),
        ("x2", "h2", 1.0),
        ("h1", "o1", 1.0),
        ("h2", "o1", -1.0),
    ):
        document = edits.add_edge(document, source, target)
        document = edits.set_weight(document, source, target, weight)
        tell(f"edge {source} → {target}, weight {_number(weight)}")
    for name, bias in (("h1", -0.5), ("h2", -1.5), ("o1", -0.5)):
        document = edits.set_bias(document, name, bias)
        tell(f"bias of {name}: {_number(bias)}")
    document = edits.set_dataset(document, example("xor").dataset)
    return edits.set_example(document, x=(1.0, 0.0), t=(1.0,))


def train_sigmoids(document: Document, tell: Callable[[str], None]) -> Document:
    """The same drawing with sigmoids, trained on the four points until J is small."""
    names = [node.name for node in document.network.nodes]
    document = edits.set_activation(document, names, "sigmoid")
    document = edits.set_hyperparameters(document, eta=1.0, epochs=EPOCHS, batch=1, seed=0)
    data = document.samples.training
    snapshot = None
    for snapshot in train(document.network, data.x, data.t, document.hyperparameters, every=EPOCHS // 5):
        tell(f"epoch {snapshot.epoch:5}   J = {snapshot.J:.5f}")
    assert snapshot is not None  # train yields epoch 0 at least
    return edits.set_network_numbers(document, snapshot.network)


def _number(value: float) -> str:
    return format_number(value, 6)
