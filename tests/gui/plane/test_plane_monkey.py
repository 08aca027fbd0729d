"""Thousands of random gestures in the plane, without an error; undone, they leave no trace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from plane_monkey import run

from nndesk.data.dataset import Dataset
from nndesk.document import edits
from nndesk.document.document import Document, check
from nndesk.document.examples import example

if TYPE_CHECKING:
    from tests.gui.plane.conftest import Bench


def three_classes() -> Document:
    """Three outputs, normalised, some samples held out."""
    draw = np.random.default_rng(3)
    x = draw.normal(size=(30, 2)) * (100, 1) + (500, 0)
    data = Dataset(x, np.eye(3)[np.arange(30) % 3], draw.random(30) < 0.3, labels=("a", "b", "c"))
    return edits.normalise(edits.set_dataset(edits.layered("2-3-3"), data), "zscore")


DOCUMENTS = {
    "xor": lambda: example("xor"),
    "nothing": lambda: edits.layered("2-2-1"),
    "three classes": three_classes,
    "a slice": lambda: example("worked-example"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_monkey_breaks_nothing(
    make_bench: Callable[[Document], Bench], tmp_path: Path, name: str
) -> None:
    bench = make_bench(DOCUMENTS[name]())
    first = bench.session.document
    seen: list[Document] = []

    def follow(old: Document, new: Document) -> None:
        seen.append(new)
        check(new)

    bench.session.document_changed.connect(follow)
    run(bench.panel, bench.session, 3000, 1, tmp_path / "monkey.log")
    plot, document = bench.plot, bench.session.document
    bench.plot.break_off()
    assert len(seen) > 300
    assert len(plot.points.positions) == len(document.samples)
    assert (bench.panel.samples.editing.selection.rows < len(document.dataset)).all()
    bench.session.undo_stack.setIndex(0)
    assert bench.session.document == first
