"""The ledger of a pass: what a teacher writes on the board."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks, random_sample

from nndesk.document.examples import example
from nndesk.figure.bounds import bounds
from nndesk.figure.ledger import HEADS, ledger_figure, ledger_text, place_ledger, with_fractions
from nndesk.figure.style import Style
from nndesk.network.ledger import Ledger, ledger
from nndesk.network.model import Network
from nndesk.network.walk import Walk, walk


def _walk(name: str) -> Walk:
    document = example(name)
    return walk(document.network, document.example.x, document.example.t, document.cost, document.eta)


def _fractions(found: Ledger) -> dict[str, list[Fraction]]:
    return {
        block.node: [Fraction(v) for v in (block.s, block.z, block.delta)]
        + [Fraction(line.change) for line in block.lines]
        for block in found.blocks
    }


def test_the_worked_example_in_exact_fractions() -> None:
    """s = 0, z = 1/2, δ_out = 1/8, δ_hidden = ±1/32, Δv = 1/32, Δw1 = (1/64, 0, 1/64), Δw2 its negative."""
    half, out, hidden = Fraction(1, 2), Fraction(1, 8), Fraction(1, 32)
    one = [Fraction(1, 64), 0, Fraction(1, 64), Fraction(1, 64)]
    assert _fractions(ledger(_walk("worked-example"))) == {
        "h1": [0, half, hidden, *one],
        "h2": [0, half, -hidden, *(-change for change in one)],
        "o1": [0, half, out, Fraction(1, 32), Fraction(1, 32), Fraction(1, 16)],
    }


@given(networks(), st.integers(0, 2**31))
def test_it_is_the_passes_line_by_line(network: Network, seed: int) -> None:
    x, t = random_sample(np.random.default_rng(seed), network)
    record = walk(network, x, t)
    for block in ledger(record).blocks:
        if block.s is None:
            continue
        products = [line.product for line in block.lines]
        assert sum(products[:-1], 0.0) + products[-1] == pytest.approx(block.s, rel=1e-12, abs=1e-12)
        assert block.z == record.forward.z[block.node]
        for line in block.lines:
            if line.change is not None and block.delta is not None:
                assert line.new == line.w + line.change
                assert line.change == pytest.approx(record.eta * block.delta * line.x, rel=1e-12, abs=1e-300)


def test_it_fills_as_the_walk_goes() -> None:
    record = _walk("worked-example")
    filled = []
    for index in range(-1, len(record.steps)):
        found = ledger(record, record.known_at(index))
        filled.append(
            sum(v is not None for b in found.blocks for v in (b.s, b.z, b.slope, b.delta))
            + sum(v is not None for b in found.blocks for line in b.lines for v in (line.product, line.new))
        )
    assert filled[0] == 0
    assert filled == sorted(filled)
    assert filled[-1] == 4 * 3 + 2 * 11


def test_as_text() -> None:
    found, numbers = ledger(_walk("worked-example")), with_fractions(Style().numbers)
    markdown = ledger_text(found, "md", numbers).splitlines()
    assert markdown[2].startswith("| $h_1$ | $x_1$ | $1$ | $1/2$ | $1/2$ | $0$ | $1/2$ | $1/4$ | $1/32$ |")
    assert len(markdown) == 2 + 11
    latex = ledger_text(found, "tex", numbers)
    assert latex.count(r"\addlinespace") == 2
    assert latex.count("&") == 12 * (len(HEADS) - 1)
    rows = ledger_text(found, "csv", numbers).splitlines()
    assert rows[1] == "h1,x1,1,0.5,0.5,0,0.5,0.25,0.03125,0.015625,0.515625"
    with pytest.raises(ValueError, match="csv, md or tex"):
        ledger_text(found, "xlsx", numbers)


@pytest.mark.parametrize("name", ["worked-example", "xor-sigmoid", "abu-mostafa"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_leaves_the_picture(name: str, scale: float) -> None:
    style = Style(scale=scale)
    figure = ledger_figure(_walk(name), style)
    left, top, right, bottom = bounds(figure.items)
    assert left >= 0
    assert top >= 0
    assert right <= figure.width
    assert bottom <= figure.height
    place = place_ledger(ledger(_walk(name)), style)
    assert place.node_at(0).node == place.whole.blocks[0].node
    assert place.line_at(place.grid.rows - 1).edge is None
