from __future__ import annotations

import pytest

from nndesk.document.document import Document
from nndesk.document.edits import layered
from nndesk.document.examples import EXAMPLES, example
from nndesk.figure.bounds import bounds
from nndesk.figure.diagram import diagram_figure
from nndesk.figure.equation import equation_figure, walk_figure
from nndesk.figure.primitives import Curve, Disc, Formula, Group, Text, moved
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.figure.typeset import measure_text
from nndesk.network.walk import Walk, walk


def walked(document: Document) -> Walk:
    return walk(document.network, document.example.x, document.example.t, document.cost, document.eta)


@pytest.mark.parametrize("name", EXAMPLES)
def test_everything_lies_within_the_figure(name: str) -> None:
    document = example(name)
    record = walked(document)
    for figure in (
        diagram_figure(document, Style()),
        diagram_figure(document, Style(scale=1.5), record.known_at(10**6), record.steps[-1]),
        walk_figure(document, record, 0, Style()),
    ):
        found = bounds(figure.items)
        assert found is not None
        assert min(found[:2]) >= 0
        assert found[2] <= figure.width
        assert found[3] <= figure.height


def test_an_empty_document_makes_a_small_figure() -> None:
    figure = diagram_figure(Document(), Style())
    assert 0 < figure.width < 200
    assert 0 < figure.height < 200
    assert figure.items == ()


def test_all_moments_of_a_walk_have_one_size() -> None:
    document = example("worked-example")
    record = walked(document)
    sizes = set()
    for index, step in enumerate(record.steps):
        figure = diagram_figure(document, Style(), record.known_at(index), step)
        sizes.add((figure.width, figure.height))
    assert len(sizes) == 1


def test_parts_are_named_for_people_who_hear_the_picture() -> None:
    titles = {g.title for g in diagram_figure(example("xor"), Style()).items if isinstance(g, Group)}
    assert {"input x1", "hidden node h2", "output node o1", "edge h1<-x1", "weight o1<-h2"} <= titles


def test_the_description_counts() -> None:
    assert diagram_figure(example("xor"), Style()).description == (
        "A network with 2 inputs, 2 hidden nodes, 1 output and 6 edges."
    )


def test_a_least_width_centres_the_drawing() -> None:
    narrow = diagram_figure(example("and"), Style())
    wide = diagram_figure(example("and"), Style(), width=1000.0)
    assert wide.width == 1000.0
    shift = (1000.0 - narrow.width) / 2
    assert wide.items == moved(narrow.items, shift, 0.0) or wide.height == narrow.height


def test_without_background_the_figure_is_transparent() -> None:
    assert diagram_figure(example("and"), Style(), background=False).background is None
    assert diagram_figure(example("and"), Style(DARK)).background == DARK.panel


def test_a_dense_network_is_drawn_without_numbers_on_its_edges() -> None:
    figure = diagram_figure(layered("30-20-10", seed=1), Style())
    assert not any(isinstance(g, Group) and g.title.startswith("weight") for g in figure.items)
    assert not any(isinstance(item, Curve) for item in figure.walk())


def test_equation_figure_holds_the_formula_with_its_colours() -> None:
    step = walked(example("worked-example")).steps[8]
    figure = equation_figure(step, Style())
    (formula,) = figure.items
    assert isinstance(formula, Formula)
    assert formula.latex == step.equation.latex
    assert dict(formula.roles)["delta"] == LIGHT.delta
    assert figure.title == "Backward · hidden node h2"


def test_walk_figure_puts_network_over_title_and_formula() -> None:
    document = example("worked-example")
    record = walked(document)
    figure = walk_figure(document, record, 8, Style())
    (formula,) = (item for item in figure.walk() if isinstance(item, Formula))
    discs = [item for item in figure.walk() if isinstance(item, Disc)]
    assert formula.at[1] > max(disc.center[1] + disc.radius for disc in discs)
    texts = [item.text for item in figure.walk() if isinstance(item, Text)]
    assert "Backward · hidden node h₂" in texts
    assert "step 9 of 13" in texts


def test_walk_figure_before_the_first_step_has_no_formula() -> None:
    document = example("xor")
    figure = walk_figure(document, walked(document), -1, Style())
    assert not any(isinstance(item, Formula) for item in figure.walk())
    assert any(isinstance(item, Text) and item.text == "Before the first step" for item in figure.walk())


def test_walk_figure_of_an_empty_document_says_that_there_is_nothing() -> None:
    document = Document()
    figure = walk_figure(document, walk(document.network, (), None), -1, Style())
    (text,) = (item for item in figure.walk() if isinstance(item, Text) and item.text)
    assert text.text == "There is nothing to walk through yet"
    assert measure_text(text.text, text.size, text.weight) < figure.width
