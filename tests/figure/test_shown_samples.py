"""Which of very many samples are shown: always the same ones, from everywhere."""

from __future__ import annotations

import numpy as np
import pytest

from nndesk.data.dataset import Dataset
from nndesk.document.document import Document
from nndesk.document.examples import example
from nndesk.document.layered import layered
from nndesk.document.sample_edits import with_samples
from nndesk.figure.function_content import function_data
from nndesk.figure.function_plot import function_figure
from nndesk.figure.plane import plane_data, plane_figure, plane_window
from nndesk.figure.shown_samples import MOST_SHOWN, note_in_corner, shown_note, shown_rows
from nndesk.figure.style import Style
from nndesk.figure.svg import to_svg


@pytest.mark.parametrize("count", [0, 1, MOST_SHOWN])
def test_as_many_as_can_be_seen_are_all_shown(count: int) -> None:
    assert shown_rows(count).tolist() == list(range(count))
    assert shown_note(count) == ""


def test_of_a_million_ten_thousand_from_everywhere_are_shown() -> None:
    rows = shown_rows(1_000_000)
    assert len(rows) == len(set(rows.tolist())) == MOST_SHOWN
    assert rows.tolist() == sorted(rows.tolist())
    assert np.histogram(rows, 10, (0, 1_000_000))[0].min() > 850
    assert shown_note(1_000_000) == "10,000 of 1,000,000 points"


def test_the_choice_does_not_change_and_hardly_with_a_sample_more() -> None:
    before = set(shown_rows(50_000).tolist())
    shown_rows.cache_clear()
    assert set(shown_rows(50_000).tolist()) == before
    assert len(set(shown_rows(50_001).tolist()) - before) <= 1


def crowd(count: int) -> Document:
    x = np.random.default_rng(0).normal(size=(count, 2))
    return with_samples(example("xor-sigmoid"), Dataset(x, (x[:, :1] > 0).astype(float)))


def test_a_figure_shows_some_of_very_many_and_says_so() -> None:
    document = crowd(MOST_SHOWN + 5)
    data = plane_data(document, resolution=8)
    rows = shown_rows(MOST_SHOWN + 5)
    assert np.array_equal(data.points.x, document.samples.x[rows])
    assert np.array_equal(data.points.classes, document.samples.classes[rows])
    svg = to_svg(plane_figure(data, Style()))
    assert "10,000 of 10,005 points" in svg
    few = plane_data(crowd(20), resolution=8)
    assert len(few.points) == 20
    assert " of 20 points" not in to_svg(plane_figure(few, Style()))
    assert note_in_corner("", (0, 0), Style()) == ()


def test_the_window_fits_all_of_them() -> None:
    document = crowd(3 * MOST_SHOWN)
    x0, x1, y0, y1 = plane_window(document)
    x = document.samples.x
    assert x0 < x[:, 0].min()
    assert x1 > x[:, 0].max()
    assert y0 < x[:, 1].min()
    assert y1 > x[:, 1].max()


def test_the_plot_of_a_function_shows_some_too() -> None:
    x = np.linspace(0, 1, MOST_SHOWN + 7)[:, None]
    document = with_samples(layered("1-3-1"), Dataset(x, x))
    svg = to_svg(function_figure(function_data(document), Style()))
    assert "10,000 of 10,007 points" in svg
