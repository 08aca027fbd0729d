"""Of very many samples the plane shows some, and the mouse finds those that are shown."""

from __future__ import annotations

import numpy as np

from nndesk.data.dataset import Dataset
from nndesk.document.examples import example
from nndesk.document.sample_edits import with_samples
from nndesk.figure.shown_samples import MOST_SHOWN, shown_rows
from tests.gui.plane.conftest import Bench


def test_only_shown_samples_are_found_by_the_mouse_but_all_by_an_outline(bench: Bench) -> None:
    count = MOST_SHOWN + 2000
    x = np.random.default_rng(0).uniform(size=(count, 2))
    bench.session.edit("Many", with_samples(example("xor-sigmoid"), Dataset(x, x[:, :1] > 0.5)))
    points = bench.panel.plot.points
    shown = set(points.shown.tolist())
    assert shown == set(shown_rows(count).tolist())
    hidden = next(row for row in range(count) if row not in shown)
    row = points.nearest(tuple(x[hidden].tolist()), (0.01, 0.01), 10)
    assert row in shown
    assert points.nearest(tuple(x[points.shown[7]].tolist()), (1e-6, 1e-6), 1) == points.shown[7]
    everything = points.index.inside([(-1, -1), (2, -1), (2, 2), (-1, 2)])
    assert len(everything) == count


def test_a_crowd_is_painted_with_its_note(bench: Bench) -> None:
    few = np.random.default_rng(0).uniform(size=(MOST_SHOWN, 2))
    document = with_samples(example("xor-sigmoid"), Dataset(few, few[:, :1] > 0.5))
    bench.session.edit("Few", document)
    plot = bench.panel.plot
    corner = plot.view.mapRectToScene(plot.view.rect()).bottomLeft().toPoint()
    area = (corner.x() + 8, corner.y() - 22, 60, 14)
    without = plot.grab().toImage().copy(*area)
    many = np.concatenate((few, few))
    document = with_samples(example("xor-sigmoid"), Dataset(many, many[:, :1] > 0.5))
    bench.session.edit("Many", document)
    assert plot.grab().toImage().copy(*area) != without
