"""The truth table as picture and as text."""

from __future__ import annotations

import csv
import io

import pytest

from nndesk.document import edits
from nndesk.document.examples import example
from nndesk.figure.bounds import bounds
from nndesk.figure.primitives import Group, Label
from nndesk.figure.style import Style
from nndesk.figure.truth_table import (
    as_csv,
    as_latex,
    as_markdown,
    place_table,
    truth_table_figure,
    truth_table_of,
)


@pytest.mark.parametrize("name", ["and", "or", "xor", "abu-mostafa", "xor-sigmoid"])
@pytest.mark.parametrize("signs", [True, False])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_cell_holds_what_stands_in_it(name: str, signs: bool, scale: float) -> None:
    document = example(name)
    style = Style(scale=scale)
    figure = truth_table_figure(document, style, signs=signs)
    place = place_table(truth_table_of(document), style, signs)
    for item in figure.walk():
        if isinstance(item, Label):
            left, top, right, bottom = bounds((item,))
            here = place.cell_at((left + right) / 2, (top + bottom) / 2)
            assert here is not None
            x, y, width, height = place.cell(*here)
            assert x <= left
            assert right <= x + width
            assert y <= top
            assert bottom <= y + height
    left, top, right, bottom = bounds(figure.items)
    assert left >= 0
    assert top >= 0
    assert right <= figure.width
    assert bottom <= figure.height


def test_ticks_and_crosses_say_which_rows_are_right() -> None:
    def verdicts(document):
        items = truth_table_figure(document, Style()).items
        return [item.title for item in items if isinstance(item, Group)]

    document = example("or")
    assert verdicts(document) == ["right"] * 4
    (output,) = document.network.outputs
    assert verdicts(edits.set_bias(document, output, -1.5)) == ["right", "wrong", "wrong", "right"]
    without = edits.set_dataset(document, type(document.dataset).of([], []))
    assert verdicts(without) == []


def test_inputs_that_are_plus_and_minus_one_make_such_rows() -> None:
    from nndesk.data.generators import truth_table

    document = edits.set_dataset(example("xor-sigmoid"), truth_table("xor", -1.0, 1.0, 2))
    assert truth_table_of(document).low == -1.0
    assert truth_table_of(example("xor-sigmoid")).low == 0.0
    assert truth_table_of(example("abu-mostafa")).low == -1.0


def test_as_text() -> None:
    document = example("xor")
    table, numbers = truth_table_of(document), document.view.numbers
    rows = list(csv.reader(io.StringIO(as_csv(table))))
    assert rows[0] == ["x1", "x2", "s(h1)", "s(h2)", "z(h1)", "z(h2)", "s(o1)", "z(o1)", "t(o1)"]
    assert [float(v) for v in rows[2]] == [0, 1, 0.5, -0.5, 1, 0, 0.5, 1, 1]
    assert as_markdown(table, numbers).splitlines()[3] == (
        "| $0$ | $1$ | ${+}$ | ${-}$ | $1$ | $0$ | ${+}$ | $1$ | $1$ |"
    )
    latex = as_latex(table, numbers)
    assert latex.count(r"\\") == 5
    assert "$s_{h_1}$" in latex
