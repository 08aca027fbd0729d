from __future__ import annotations

import numpy as np
import pytest

from nndesk.data.dataset import EMPTY, Dataset
from nndesk.data.generators import GENERATORS
from nndesk.figure.bounds import bounds
from nndesk.figure.primitives import Box, Disc, Figure, Group, Polygon, Text
from nndesk.figure.scatter import MOST_MARKS, scatter_figure
from nndesk.figure.style import LIGHT, Style


def marks(figure: Figure) -> list[Disc | Box | Polygon]:
    (group,) = [item for item in figure.items if isinstance(item, Group)]
    return [item for item in group.items if isinstance(item, Disc | Box | Polygon)]


@pytest.mark.parametrize("name", GENERATORS)
@pytest.mark.parametrize("size", [(330.0, 300.0), (220.0, 160.0)])
def test_every_sample_is_in_the_picture(name: str, size: tuple[float, float]) -> None:
    generator = GENERATORS[name]
    data = generator.generate(3)
    figure = scatter_figure(data, Style(scale=1.35), *size, values=generator.values)
    assert len(marks(figure)) == len(data)
    for item in figure.walk():
        extent = bounds([item])
        if isinstance(item, Text) or extent is None:
            continue
        assert min(extent[:2]) >= 0
        assert extent[2] <= figure.width
        assert extent[3] <= figure.height


def test_classes_have_their_colours_and_values_have_one() -> None:
    data = Dataset.of([[0, 0], [1, 1], [2, 0]], [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    colors = [mark.fill.color for mark in marks(scatter_figure(data, Style(), 100, 100)) if mark.fill]
    assert colors == [LIGHT.class0, LIGHT.class1, LIGHT.more_classes[0]]
    line = Dataset.of([[0], [1]], [[0.5], [0.7]])
    kinds = {type(mark) for mark in marks(scatter_figure(line, Style(), 100, 100, values=True))}
    assert kinds == {Disc}


def test_very_many_samples_are_thinned_out_and_none_give_an_empty_picture() -> None:
    many = Dataset(np.random.default_rng(0).normal(size=(9000, 2)), np.zeros((9000, 1)))
    assert len(marks(scatter_figure(many, Style(), 300, 300))) <= MOST_MARKS
    assert scatter_figure(EMPTY, Style(), 100, 100).items == ()


def test_one_point_has_a_place() -> None:
    (mark,) = marks(scatter_figure(Dataset.of([[5, 5]], [[0]]), Style(), 100, 100))
    assert isinstance(mark, Disc)
