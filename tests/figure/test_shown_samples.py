"""Which of very many samples are shown: always the same ones, from everywhere."""

from __future__ import annotations

import numpy as np
import pytest

from nndesk.figure.shown_samples import MOST_SHOWN, shown_note, shown_rows


@pytest.mark.parametrize("count", [0, 1, MOST_SHOWN])
def test_as_many_as_can_be_seen_are_all_shown(count: int) -> None:
    assert shown_rows(count).tolist() == list(range(count))
    assert shown_note(count) == ""


def test_of_a_million_ten_thousand_from_everywhere_are_shown() -> None:
    rows = shown_rows(1_000_000)
    assert len(rows) == len(set(rows.tolist())) == MOST_SHOWN
    assert rows.tolist() == sorted(rows.tolist())
    assert np.histogram(rows, 10, (0, 1_000_000))[0].min() > 850
    assert shown_note(1_000_000) == "10,000 of 1,000,000 samples"


def test_the_choice_does_not_change_and_hardly_with_a_sample_more() -> None:
    before = set(shown_rows(50_000).tolist())
    shown_rows.cache_clear()
    assert set(shown_rows(50_000).tolist()) == before
    assert len(set(shown_rows(50_001).tolist()) - before) <= 1
