"""Twenty thousand random gestures on the canvas, without an error; undone, they leave no trace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from monkey import read, replay, run

from nndesk.document.document import check
from nndesk.document.layered import layered

if TYPE_CHECKING:
    from tests.gui.diagram.conftest import Desk

RUNS = [(seed, 4000) for seed in range(5)]


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "count"), RUNS)
def test_the_monkey_breaks_nothing(desk: Callable[..., Desk], tmp_path: Path, seed: int, count: int) -> None:
    it = desk(layered("2-2-1"))
    first = it.document
    changes: list[object] = []

    def follow(old: object, new: object) -> None:
        changes.append(new)
        check(it.document)

    it.session.document_changed.connect(follow)
    run(it, count, seed, tmp_path / "monkey.log")
    scene = it.view.diagram
    assert len(changes) > count / 20
    assert {name: item.pos().toTuple() for name, item in scene.nodes.items()} == dict(it.document.positions)
    it.session.undo_stack.setIndex(0)
    assert it.document == first


def test_a_log_replays_to_the_same_document(desk: Callable[..., Desk], tmp_path: Path) -> None:
    log = tmp_path / "monkey.log"
    first = desk(layered("2-2-1"))
    run(first, 600, 42, log)
    second = desk(layered("2-2-1"))
    replay(second, read(log))
    assert second.document == first.document
    assert second.session.undo_stack.count() == first.session.undo_stack.count()
