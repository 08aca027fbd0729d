"""Fewer crossings by barycentre sweeps."""

from __future__ import annotations

from nndesk.geometry.sweeping import count_crossings, fewest_crossings

COLUMNS = [["a", "b", "c"], ["p", "q", "r"]]
REVERSED = [("a", "r"), ("b", "q"), ("c", "p")]


def test_crossings_are_counted() -> None:
    assert count_crossings(COLUMNS, REVERSED) == 3
    assert count_crossings(COLUMNS, [("a", "p"), ("b", "q"), ("c", "r"), ("a", "q")]) == 0


def test_the_first_column_can_be_held() -> None:
    held = fewest_crossings(COLUMNS, REVERSED)
    assert held == [["a", "b", "c"], ["r", "q", "p"]]
    assert COLUMNS[1] == ["p", "q", "r"]


def test_the_first_column_can_move_too() -> None:
    columns = [["a", "b"], ["p"], ["x", "y"]]
    pairs = [("a", "p"), ("b", "p"), ("p", "x"), ("p", "y")]
    assert count_crossings(fewest_crossings(columns, pairs, hold_first=False), pairs) == 0
    wide = [["a", "b", "c", "d"], ["p", "q"]]
    pairs = [("a", "q"), ("b", "p"), ("c", "q"), ("d", "p")]
    assert count_crossings(fewest_crossings(wide, pairs, hold_first=False), pairs) < count_crossings(
        wide, pairs
    )
