"""The band around a line in which a neuron is not saturated: in figures as on the screen."""

from __future__ import annotations

import numpy as np
import pytest

from nndesk.document.examples import example
from nndesk.figure.input_view import input_figure
from nndesk.figure.primitives import Group, Polygon, Polyline
from nndesk.figure.style import Style
from nndesk.geometry.cells import soft_edges, strip
from nndesk.geometry.lines import Line
from nndesk.network.activations import ACTIVATIONS

WINDOW = (-0.5, 1.5, -0.5, 1.5)


def bands(name: str, soft=()):
    figure = input_figure(example(name), Style(), soft=soft)
    inside = next(item for item in figure.items if isinstance(item, Group) and item.clip)
    return [item for group in inside.items if group.title == "soft bands" for item in group.items]


def test_the_band_of_a_neuron_is_drawn_only_where_it_is_wanted():
    assert bands("xor-sigmoid") == []
    items = bands("xor-sigmoid", ["h1"])
    assert [type(item) for item in items] == [Polygon, Polyline, Polyline]
    assert bands("xor", ["h1"]) == []
    assert bands("xor-sigmoid", ["o1"]) == []


def test_the_strip_holds_the_points_whose_signal_is_small():
    line, reach = Line(3.0, 4.0, -2.5), 1.5
    ring = strip(line, reach, WINDOW)
    assert len(ring) >= 4
    assert all(abs(line.signal(at)) <= reach + 1e-9 for at in ring)
    edges = soft_edges(line, reach, WINDOW)
    assert sorted(round(line.signal(edge[0]), 9) for edge in edges) == [-reach, reach]
    assert strip(Line(3.0, 4.0, 90.0), reach, WINDOW) == ()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_at_the_edge_of_the_band_the_slope_is_half_of_its_greatest(name):
    activation = ACTIVATIONS[name]
    if activation.soft_until is None:
        return
    s = np.array([-activation.soft_until, 0.0, activation.soft_until])
    slopes = activation.phi_prime(s, activation.phi(s))
    assert slopes[[0, 2]] == pytest.approx(slopes[1] / 2)
