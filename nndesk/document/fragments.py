"""Parts of a drawing that are copied: into the same document, another window, another process.

A fragment is a small :class:`Document` of its own: it is written and read by the same strict reader as a
file, and a whole file can be pasted as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from nndesk.document import placing
from nndesk.document.document import (
    UNTRAINED,
    Document,
    Example,
    InitialNumbers,
    Position,
    check_position,
    check_size,
)
from nndesk.document.graph_edits import EditError, remove
from nndesk.network.errors import UnknownNodeError
from nndesk.network.model import EdgeKey, Network
from nndesk.network.revising import revised

_MOST_NAME = 40
_PAIRS = 50_000
"""Comparing more pairs of nodes than this, to find a free place, would make a person wait."""


def copied(document: Document, names: Iterable[str]) -> Document:
    """These nodes where they stand, with the edges between them and everything that belongs to either.

    Values of the example, targets of outputs, locks and initial numbers come along; data, knobs and view do
    not. Raises UnknownNodeError for a name that there is not.
    """
    kept = set(names)
    for name in kept:
        if name not in document.network:
            raise UnknownNodeError(name)
    part = remove(document, [name for name in document.network.names if name not in kept])
    return Document(part.network, part.positions, example=part.example, initial=part.initial)


def pasted(
    document: Document, fragment: Document, at: Position | None = None
) -> tuple[Document, dict[str, str]]:
    """``document`` with the nodes and edges of ``fragment`` added; no edge joins the two.

    Args:
        at: where the middle of the fragment goes; None: where it has been. Where that would put a node over
            another, the whole of it goes a bit aside.

    Returns:
        The document, and what each node of the fragment is called in it: its own name where that is free,
        else the next free number.

    Raises:
        NetworkError: the fragment is empty, or the document would be too large or leave the drawing area.
    """
    if not fragment.network.names:
        raise EditError("There is nothing to paste.")
    names = new_names(document.network, fragment.network.names)
    places = _free(document, centered(fragment.positions, at))
    return _joined(document, fragment, names, {names[name]: place for name, place in places.items()}), names


def middle(positions: Mapping[str, Position]) -> Position:
    """The centre of what these nodes cover; the origin without nodes."""
    if not positions:
        return (0.0, 0.0)
    xs = [x for x, _ in positions.values()]
    ys = [y for _, y in positions.values()]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def centered(positions: Mapping[str, Position], at: Position | None) -> dict[str, Position]:
    """``positions``, moved all alike so that their middle is ``at`` (None: not moved)."""
    if at is None:
        return dict(positions)
    x, y = middle(positions)
    dx, dy = at[0] - x, at[1] - y
    return {name: (px + dx, py + dy) for name, (px, py) in positions.items()}


def new_names(network: Network, names: Collection[str]) -> dict[str, str]:
    """A name for each of ``names`` that is free in ``network``: ``h1`` stays, or becomes ``h3``."""
    taken = {*network.names, *names}
    found: dict[str, str] = {}
    last: dict[str, int] = {}
    for name in names:
        if name not in network:
            found[name] = name
            continue
        stem = name.rstrip("0123456789")
        # What has no number is the first of its kind.
        number = last.get(stem, 0 if stem != name else 1) + 1
        while (candidate := f"{stem[: _MOST_NAME - len(str(number))]}{number}") in taken:
            number += 1
        taken.add(candidate)
        found[name], last[stem] = candidate, number
    return found


def _free(document: Document, places: dict[str, Position]) -> dict[str, Position]:
    """``places``, or all of them a bit aside where they would cover a node of ``document``."""
    there = document.positions
    if len(places) * len(there) <= _PAIRS:
        # None of them is in the document yet, whatever it is called.
        aside = placing.clear_of_others(document, {f"\n{name}": place for name, place in places.items()})
        moved = {name.removeprefix("\n"): place for name, place in aside.items()}
        if moved != places or not _covers(moved, there):
            return moved
    elif not _covers_any_area(places, there):
        return places
    # Too much for a gap: under everything.
    down = max(y for _, y in there.values()) - min(y for _, y in places.values()) + placing.ROW_STEP
    return {name: (x, y + down) for name, (x, y) in places.items()}


def _covers(places: Mapping[str, Position], there: Mapping[str, Position]) -> bool:
    near = placing.COVERING**2
    return any((x - a) ** 2 + (y - b) ** 2 < near for x, y in places.values() for a, b in there.values())


def _covers_any_area(places: Mapping[str, Position], there: Mapping[str, Position]) -> bool:
    """Whether the rectangles around the two meet."""
    (x0, y0, x1, y1), (a0, b0, a1, b1) = _around(places), _around(there)
    room = placing.CLEARANCE
    return x0 - room < a1 and a0 < x1 + room and y0 - room < b1 and b0 < y1 + room


def _around(places: Mapping[str, Position]) -> tuple[float, float, float, float]:
    xs = [x for x, _ in places.values()]
    ys = [y for _, y in places.values()]
    return min(xs), min(ys), max(xs), max(ys)


def _joined(
    document: Document, fragment: Document, names: Mapping[str, str], places: Mapping[str, Position]
) -> Document:
    """Both drawings in one. An output of either stays one, since nothing joins them."""
    old, new = document.network, fragment.network
    check_size(len(old.names) + len(new.names), len(old.edges) + len(new.edges))
    for name, place in places.items():
        check_position(name, place)
    network = revised(
        old,
        (*old.inputs, *(names[name] for name in new.inputs)),
        (*old.nodes, *(replace(node, name=names[node.name]) for node in new.nodes)),
        (
            *old.edges,
            *(replace(edge, source=names[edge.source], target=names[edge.target]) for edge in new.edges),
        ),
    ).with_outputs((*old.outputs, *(names[name] for name in new.outputs)))
    initial = InitialNumbers(
        {
            **document.initial.weights,
            **{EdgeKey(names[k.source], names[k.target]): w for k, w in fragment.initial.weights.items()},
        },
        {**document.initial.biases, **{names[k]: b for k, b in fragment.initial.biases.items()}},
    )
    return replace(
        document,
        network=network,
        positions={**document.positions, **places},
        example=Example(
            document.example.x + fragment.example.x,
            document.example.t + fragment.example.t,
        ),
        initial=initial if initial else UNTRAINED,
    )
