"""No label overlaps a node or another label, at the zooms at which one sees it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from pytestqt.qtbot import QtBot

from nndesk.document.document import Document
from nndesk.document.edits import add_edge, layered, set_lock, set_view
from nndesk.document.examples import EXAMPLES, example
from nndesk.figure.bounds import Extent, bounds
from nndesk.figure.primitives import Box, Item, Label, Text
from nndesk.figure.style import LIGHT, Style
from nndesk.gui.diagram.scene import DiagramScene, Shown
from nndesk.gui.session import Selection
from nndesk.network.model import EdgeKey
from nndesk.network.walk import walk

CARDS = ((462.0, 560.0), (462.0, 330.0), (1500.0, 1100.0))
"""The canvas in a window of 1280x720 while drawing and while walking, and on a wall."""
ZOOMS = {"far": 0.6, "fit": 1.0, "near": 1.8}
MOST_ZOOM = 1.6
TOLERANCE = 0.5
"""What a soft edge may reach into another."""


def skipping() -> Document:
    document = layered("2-3-3-1", seed=2)
    for source, target, weight in (("x1", "o1", 0.75), ("x2", "h4", -1.25), ("h1", "o1", 0.5)):
        document = add_edge(document, source, target, weight)
    return document


def locked() -> Document:
    document = set_lock(example("xor-sigmoid"), EdgeKey("x1", "h1"), True)
    return set_lock(set_lock(document, EdgeKey("h2", "o1"), True), "o1", True)


DOCUMENTS = {
    **{name: example(name) for name in EXAMPLES},
    **{sizes: layered(sizes, seed=1) for sizes in ("2-4-2-1", "3-5-4-2", "2-8-8-1", "4-12-8-3", "2-16-1")},
    "one skip": add_edge(layered("1-1-1-1", seed=1), "x1", "o1", -2.5),
    "three skips": skipping(),
    "fractions": set_view(example("worked-example"), fractions=True),
    "many digits": set_view(example("xor-sigmoid"), digits=6),
    "locks": locked(),
}


def node_labels(scene: DiagramScene, scale: float) -> Iterator[tuple[str, Extent]]:
    """What is painted around the discs; a box belongs to the label after it."""
    for name, node in scene.nodes.items():
        ground: list[Item] = []
        for item in node.seen_at(scale):
            if isinstance(item, Box):
                ground = [item]
            elif isinstance(item, Label):
                found = bounds((*ground, item))
                ground = []
                assert found is not None
                left, top, right, bottom = found
                in_disc = ((left + right) / 2) ** 2 + ((top + bottom) / 2) ** 2 < node.radius**2
                if not in_disc:
                    x, y = scene.position(name)
                    yield f"{item.latex} of {name}", (left + x, top + y, right + x, bottom + y)
            elif isinstance(item, Text):
                ground = []


def weight_labels(scene: DiagramScene, scale: float) -> Iterator[tuple[str, Extent]]:
    for key, items in scene.labels.seen_at(scale).items():
        found = bounds(items)
        assert found is not None
        yield f"weight {key}", found


def large_labels(scene: DiagramScene, scale: float) -> Iterator[tuple[str, Extent]]:
    """What the step is about, painted over everything else; a change goes with its weight."""
    groups: list[list[Item]] = []
    for item in scene.focus.seen_at(scale):
        # The body of a lock is a box, too, within its number's group.
        if isinstance(item, Box) and (not groups or isinstance(groups[-1][-1], Text | Label)):
            groups.append([item])
        else:
            groups[-1].append(item)
            if isinstance(item, Text) and item.weight == "medium":
                last = groups.pop()
                groups[-1] += last
    for group in groups:
        found = bounds(group)
        assert found is not None
        yield "what the step is about", found


def on_disc(box: Extent, x: float, y: float, radius: float) -> bool:
    dx, dy = max(box[0] - x, 0.0, x - box[2]), max(box[1] - y, 0.0, y - box[3])
    return dx * dx + dy * dy < (radius - TOLERANCE) ** 2


def overlap(a: Extent, b: Extent) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > TOLERANCE and min(a[3], b[3]) - max(a[1], b[1]) > TOLERANCE


def collisions(scene: DiagramScene, scale: float) -> Iterator[str]:
    resting = [*node_labels(scene, scale), *weight_labels(scene, scale)]
    for together in (resting, list(large_labels(scene, scale))):
        for (one, a), (other, b) in combinations(together, 2):
            if overlap(a, b):
                yield f"{one} and {other}"
        for one, a in together:
            for name, node in scene.nodes.items():
                if on_disc(a, *scene.position(name), node.radius):
                    yield f"{one} and the disc of {name}"


@pytest.mark.parametrize("projector", [False, True])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_label_overlaps_a_node_or_another_label(qtbot: QtBot, name: str, projector: bool) -> None:
    document = DOCUMENTS[name]
    style = Style.of(document.view, LIGHT, 1.35 if projector else 1.0)
    record = walk(document.network, document.example.x, document.example.t, document.cost, document.eta)
    last = len(record.steps) - 1
    bad = []
    for index in (-1, *sorted({0, last // 4, last // 2, 3 * last // 4, last})):
        step = record.steps[index] if index >= 0 else None
        scene = DiagramScene(Shown(document, style, Selection(), record.known_at(index), step))
        whole = scene.fitting_rect()
        for width, height in CARDS:
            fit = min(width / whole.width(), height / whole.height(), MOST_ZOOM)
            for zoom, times in ZOOMS.items():
                found = collisions(scene, fit * times)
                bad += [f"step {index}, {zoom} in {width:.0f}x{height:.0f}: {what}" for what in found]
    assert bad == []


def test_where_there_is_no_room_under_a_disc_the_walks_newest_number_stands_there(qtbot: QtBot) -> None:
    document = layered("2-8-1", seed=1)
    record = walk(document.network, document.example.x, document.example.t, document.cost, document.eta)

    def parts(index: int) -> set[str]:
        known = record.known_at(index)
        scene = DiagramScene(Shown(document, Style(), Selection(), known, record.steps[index]))
        return set(scene.nodes["h3"].boxes)

    assert parts(0) == {"name", "bias"}
    backward = next(i for i, s in enumerate(record.steps) if s.kind == "hidden_delta" and s.node == "h3")
    assert parts(backward) == {"name", "delta"}
    assert parts(len(record.steps) - 1) == {"name", "bias", "change"}
