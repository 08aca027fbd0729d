from __future__ import annotations

from xml.etree import ElementTree

import pytest

from nndesk.document.examples import EXAMPLES, example
from nndesk.figure.diagram import diagram_figure
from nndesk.figure.equation import walk_figure
from nndesk.figure.primitives import (
    Arc,
    Box,
    Figure,
    Fill,
    Formula,
    Glow,
    Group,
    Item,
    Label,
    Pen,
    Polygon,
    Polyline,
    Text,
)
from nndesk.figure.style import LIGHT, Style
from nndesk.figure.svg import number, to_svg
from nndesk.network.walk import walk

NS = "{http://www.w3.org/2000/svg}"


def parsed(*items: Item, **options: str) -> ElementTree.Element:
    return ElementTree.fromstring(to_svg(Figure(100.0, 50.0, items, **options)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_well_formed_and_has_no_text_that_needs_a_font(name: str) -> None:
    document = example(name)
    record = walk(document.network, document.example.x, document.example.t, document.cost, document.eta)
    root = ElementTree.fromstring(to_svg(walk_figure(document, record, 0, Style())))
    assert root.tag == f"{NS}svg"
    tags = {element.tag.removeprefix(NS) for element in root.iter()}
    assert not tags & {"text", "tspan", "symbol", "use", "style", "script", "image", "foreignObject"}
    fills = {element.get("fill") for element in root.iter()} - {None, "none"}
    assert all(fill.startswith(("#", "url(#")) for fill in fills if fill)


def test_width_in_millimetres_keeps_the_shape() -> None:
    root = ElementTree.fromstring(to_svg(Figure(100.0, 50.0, ()), width_mm=80.0))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("80mm", "40mm", "0 0 100 50")
    assert parsed().get("width") == "100"


def test_title_and_description_are_there_and_escaped() -> None:
    root = parsed(title='A < B & "C"', description="x > 0")
    assert root.get("role") == "img"
    assert root.get("aria-label") == 'A < B & "C"'
    assert root.findtext(f"{NS}title") == 'A < B & "C"'
    assert root.findtext(f"{NS}desc") == "x > 0"


def test_what_text_says_is_kept() -> None:
    root = parsed(
        Text((10, 10), "½ < 1", 12, "#000000", halo="#FFFFFF"),
        Label((10, 30), r"\delta_{h_1} = -1", 12, "#000000"),
        Formula((0, 0), r"\frac{1}{2}", 12, "#000000"),
    )
    labels = [(g.get("role"), g.get("aria-label")) for g in root.iter(f"{NS}g")]
    assert labels == [("text", "½ < 1"), ("text", "δh1=−1"), ("math", r"\frac{1}{2}")]


def test_roles_of_a_formula_become_colours() -> None:
    root = parsed(Formula((0, 0), r"\textcolor{delta}{\delta}\,x", 12, "#111111", roles=LIGHT.roles()))
    assert {path.get("fill") for path in root.iter(f"{NS}path")} == {"#111111", LIGHT.delta}


def test_a_clip_and_a_glow_are_defined_once_and_used() -> None:
    glow = Glow((5, 5), 10, 20, "#0000FF")
    root = parsed(Group((glow, glow), clip=(1, 2, 3, 4), title="part"))
    assert len(list(root.iter(f"{NS}radialGradient"))) == 1
    (clip,) = root.iter(f"{NS}clipPath")
    (group,) = root.iter(f"{NS}g")
    assert group.get("clip-path") == f"url(#{clip.get('id')})"
    assert group.findtext(f"{NS}title") == "part"


def test_pens_and_fills() -> None:
    root = parsed(
        Polyline(((0, 0), (1, 1)), Pen("#112233", 2.0, dash=(3.0, 1.5), opacity=0.5)),
        Box(0, 0, 5, 5, radius=2, fill=Fill("#445566", 0.25)),
        Polygon((((0, 0), (9, 0), (0, 9)), ((1, 1), (2, 1), (1, 2))), fill=Fill("#000000")),
    )
    line, hole = root.findall(f"{NS}path")
    assert line.get("stroke-dasharray") == "3 1.5"
    assert line.get("stroke-opacity") == "0.5"
    assert hole.get("fill-rule") == "evenodd"
    rect = root.find(f"{NS}rect")
    assert rect is not None
    assert (rect.get("rx"), rect.get("fill-opacity")) == ("2", "0.25")


def test_an_arc_turns_counter_clockwise_with_y_down() -> None:
    root = parsed(Arc((50, 25), 10, 0, 90, Pen("#000000")))
    path = root.find(f"{NS}path")
    assert path is not None
    assert path.get("d") == "M60 25A10 10 0 0 0 57.07 17.93A10 10 0 0 0 50 15"


def test_degenerate_parts_draw_nothing() -> None:
    root = parsed(Polyline(((1, 1),), Pen("#000000")), Text((0, 0), "", 12, "#000000"), Polygon(((),)))
    assert list(root) == []


def test_the_same_figure_gives_the_same_text() -> None:
    assert to_svg(diagram_figure(example("xor"), Style())) == to_svg(diagram_figure(example("xor"), Style()))


def test_numbers_are_short() -> None:
    assert [number(v) for v in (0.0, -0.001, 12.0, 0.5, -3.256, 100.0)] == [
        "0",
        "0",
        "12",
        "0.5",
        "-3.26",
        "100",
    ]
