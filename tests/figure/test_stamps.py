"""Stamps: what is drawn large, small, within its room."""

from __future__ import annotations

import pytest

from nndesk.document.document import Document
from nndesk.document.examples import EXAMPLES, example
from nndesk.document.layered import layered
from nndesk.figure.bounds import bounds
from nndesk.figure.plane import plane_data, plane_stamp
from nndesk.figure.primitives import Disc, Group, Polyline, Text
from nndesk.figure.stamps import diagram_stamp
from nndesk.figure.style import DARK, Style


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("size", [(150.0, 90.0), (40.0, 200.0), (900.0, 700.0)])
def test_a_network_fits_its_stamp_and_keeps_its_shapes(name: str, size: tuple[float, float]) -> None:
    document = example(name)
    figure = diagram_stamp(document, Style(DARK), *size)
    assert (figure.width, figure.height) == size
    found = bounds(figure.items)
    assert found is not None
    assert min(found[:2]) >= 0
    assert found[2] <= size[0]
    assert found[3] <= size[1]
    (group,) = figure.items
    assert isinstance(group, Group)
    assert sum(isinstance(item, Disc) for item in group.items) >= len(document.network.names)
    assert not any(isinstance(item, Text) for item in group.items)
    dashed = [item for item in group.items if isinstance(item, Polyline) and item.pen.dash]
    assert bool(dashed) == any(edge.weight < 0 for edge in document.network.edges)


def test_a_stamp_is_centred_and_not_larger_than_life() -> None:
    document = layered("1-1")
    found = bounds(diagram_stamp(document, Style(), 1000.0, 800.0).items)
    assert found is not None
    assert abs((found[1] + found[3]) / 2 - 400.0) < 1
    assert found[2] - found[0] < 300


def test_an_empty_document_has_an_empty_stamp() -> None:
    assert diagram_stamp(Document(), Style(), 100.0, 80.0).items == ()


@pytest.mark.parametrize("name", ["xor", "logistic"])
def test_the_plane_fills_its_stamp(name: str) -> None:
    figure = plane_stamp(plane_data(example(name), resolution=32), Style(scale=0.5), 92.0)
    assert (figure.width, figure.height) == (92.0, 92.0)
    (group,) = figure.items
    assert isinstance(group, Group)
    assert group.clip is not None
    assert group.clip[2:] == pytest.approx((92.0, 92.0))
    assert not any(isinstance(item, Text) for item in group.items)
