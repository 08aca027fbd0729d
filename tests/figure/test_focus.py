from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from nndesk.document import edits
from nndesk.document.document import Document
from nndesk.document.edits import layered
from nndesk.document.examples import example
from nndesk.figure.diagram import diagram_figure
from nndesk.figure.focus import focus_on, formula_lines, placed_pill
from nndesk.figure.primitives import Group, Item
from nndesk.figure.routing import radius_of
from nndesk.figure.style import Style
from nndesk.figure.svg import to_svg
from nndesk.network.errors import UnknownNodeError
from nndesk.network.model import EdgeKey
from nndesk.network.numbers import NumberFormat
from nndesk.network.walk import Known


def texts(document: Document, name: str, **style: object) -> list[str]:
    lines = formula_lines(document, name, Style(**style))  # type: ignore[arg-type]
    return [" ".join(parts) for parts in lines]


def test_a_perceptron_has_its_sum_and_its_output_written_out() -> None:
    signal, output = texts(edits.set_example(example("xor"), {"x1": 1.0, "x2": 0.0}), "h1")
    assert signal == (
        r"s_{h_1} = {w_{h_1x_1}}\,x_1 + {w_{h_1x_2}}\,x_2 + b_{h_1} = {1}\cdot 1 + {1}\cdot 0 - 0.5 = 0.5"
    )
    assert output == r"z_{h_1} = \varphi(s_{h_1}) = \varphi(0.5) = 1"


def test_a_sigmoid_is_in_the_documents_number_format() -> None:
    document = edits.set_bias(edits.set_example(layered("1-1", seed=1), [0.0]), "o1", 1.0)
    assert texts(document, "o1", numbers=NumberFormat(2, decimal_comma=True))[1].endswith(
        r"\varphi(s_{o_1}) = \varphi(1) = 0{,}73"
    )


def test_fractions_stand_on_the_line_as_labels_can_set_no_others() -> None:
    document = edits.set_numbers(
        edits.set_example(layered("1-1"), [1.0]), {EdgeKey("x1", "o1"): -1.5}, {"o1": 0.25}
    )
    signal = texts(document, "o1", numbers=NumberFormat(fractions=True))[0]
    assert signal.endswith(r"= {({-3/2})}\cdot 1 + 1/4 = {-5/4}")


def test_a_neuron_without_inputs_has_its_bias_for_a_signal() -> None:
    document, name = edits.add_node(layered("2-1", seed=1), (90.0, 300.0))
    document = edits.set_bias(document, name, 0.25)
    assert texts(document, name)[0] == "s_{h_1} = b_{h_1} = 0.25"


def test_six_inputs_are_a_sum_with_the_first_numbers() -> None:
    signal, _ = texts(layered("6-1", seed=2), "o1")
    assert r"\sum_i" in signal
    assert r"\cdots" in signal
    assert signal.count(r"\cdot ") == 4


def test_an_input_has_its_value() -> None:
    assert texts(edits.set_example(example("xor"), {"x1": 1.0}), "x1") == ["x_1 = 1"]


def test_numbers_that_the_walk_has_not_come_to_are_left_out() -> None:
    lines = formula_lines(example("xor"), "o1", Style(), Known(z={"x1": 1.0, "x2": 0.0}))
    assert [len(parts) for parts in lines] == [1, 1]
    assert "0" not in "".join("".join(parts) for parts in lines)


def test_in_focus_are_the_node_and_what_it_is_joined_to() -> None:
    focus = focus_on(example("xor").network, "h1")
    assert focus.nodes == {"h1", "x1", "x2", "o1"}
    assert set(focus.edges) == {("x1", "h1"), ("x2", "h1"), ("h1", "o1")}
    with pytest.raises(UnknownNodeError):
        focus_on(example("xor").network, "nobody")


@pytest.mark.parametrize(
    ("layers", "name"), [("2-2-1", "h1"), ("3-2-1", "h2"), ("6-3-1", "o1"), ("4-4-2", "h3")]
)
def test_the_formula_hides_neither_the_node_nor_a_neighbour(layers: str, name: str) -> None:
    document = layered(layers, seed=3)
    focus = focus_on(document.network, name)
    xs, ys = zip(*document.positions.values(), strict=True)
    area = (min(xs) - 60, min(ys) - 60, max(xs) + 120, max(ys) + 90)
    pill, (x, y) = placed_pill(document, focus, Style(), None, area)
    for other in focus.nodes:
        (ox, oy), radius = document.positions[other], radius_of(document, other)
        away_x = max(x - ox, 0.0, ox - x - pill.width)
        away_y = max(y - oy, 0.0, oy - y - pill.height)
        assert away_x**2 + away_y**2 > radius**2


def test_an_exported_figure_has_the_veil_and_the_formula() -> None:
    figure = diagram_figure(example("xor"), Style(), focus="h1")
    titles = [item.title for item in groups(figure.items)]
    assert titles[titles.index("veil") :][-1] == "formula of h1"
    assert "in focus x1" in titles
    assert "in focus h2" not in titles
    assert "formula of h1" in to_svg(figure)
    assert figure.height > diagram_figure(example("xor"), Style()).height


def groups(items: Sequence[Item]) -> Iterator[Group]:
    return (item for item in items if isinstance(item, Group))
