from __future__ import annotations

import threading

import numpy as np
import pytest

from nndesk.document.edits import layered, set_example, set_view
from nndesk.document.examples import example
from nndesk.figure.diagram import diagram_figure, node_items
from nndesk.figure.fields import node_fields
from nndesk.figure.nodes import far_body_items
from nndesk.figure.plane import plane_data, plane_window
from nndesk.figure.primitives import Disc, FieldDisc, Figure, Item, Label, Polyline, Text
from nndesk.figure.shading import disc_areas
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.figure.svg import to_svg
from nndesk.figure.tikz import to_tikz
from nndesk.network.engine import Cancelled
from nndesk.network.walk import walk

FIELD = Style(faces="field")


def of_kind(items: tuple[Item, ...], kind: type) -> list[Item]:
    return [item for item in items if isinstance(item, kind)]


@pytest.mark.parametrize("name", ["xor", "xor-sigmoid", "abu-mostafa", "logistic"])
def test_every_neurons_map_is_what_the_plane_would_show_of_it(name: str) -> None:
    document = example(name)
    fields = node_fields(document, side=32)
    assert fields is not None
    assert fields.window == plane_window(document)
    x0, x1, y0, y1 = fields.window
    half_x, half_y = (x1 - x0) / 64, (y1 - y0) / 64
    middle = (x0 + half_x, x1 - half_x, y0 + half_y, y1 - half_y)
    for node in document.network.nodes:
        data = plane_data(document, node.name, middle, resolution=32)
        assert data.field is not None
        shades = np.frombuffer(fields.shades[node.name], np.uint8).reshape(32, 32)[::-1]
        wanted = np.rint(data.shade(data.field.z) * 255)
        # On a threshold's own line rounding decides.
        assert (np.abs(shades - wanted) <= 1).mean() > 0.99


def test_an_inputs_map_is_its_coordinate_neutral_in_the_middle() -> None:
    fields = node_fields(example("xor"), side=9)
    assert fields is not None
    across, up = (np.frombuffer(fields.shades[x], np.uint8).reshape(9, 9) for x in ("x1", "x2"))
    assert (np.diff(across.astype(int), axis=1) > 0).all()
    assert (across == across[0]).all()
    # The first row is on top.
    assert (np.diff(up.astype(int), axis=0) < 0).all()
    assert across[4, 4] == up[4, 4] == 128


def test_without_two_inputs_there_are_no_maps_and_the_curve_stands_there() -> None:
    document = example("worked-example")
    assert node_fields(document) is None
    figure = diagram_figure(set_view(document, faces="field"), FIELD)
    assert not of_kind(tuple(figure.walk()), FieldDisc)
    assert figure == diagram_figure(document, Style())


def test_maps_can_be_cancelled() -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        node_fields(example("xor"), cancel=cancel)


def test_a_map_fills_the_disc_with_the_example_on_it_and_the_output_stays_readable() -> None:
    document = example("xor-sigmoid")
    fields = node_fields(document)
    record = walk(document.network, document.example.x, document.example.t, document.cost, document.eta)
    known = record.known_at(len(record.steps) - 1)
    items = node_items(document, "h1", FIELD, known, fields=fields)
    (disc,) = of_kind(items, FieldDisc)
    assert isinstance(disc, FieldDisc)
    assert disc.colors == (LIGHT.field0, LIGHT.panel, LIGHT.field1)
    assert not of_kind(items, Polyline)
    assert Style().numbers.text(known.z["h1"]) in [i.text for i in items if isinstance(i, Text)]
    assert any(isinstance(i, Label) and i.latex.startswith(r"\delta") for i in items)
    dots = [i for i in items if isinstance(i, Disc) and i.fill is not None and i.fill.color == LIGHT.accent]
    assert len(dots) == 1
    # x = (1, 0) is right of the middle and below it.
    assert dots[0].center[0] > 0
    assert dots[0].center[1] > 0


def test_until_the_walk_knows_the_output_the_signal_stands_on_the_map() -> None:
    document = example("xor-sigmoid")
    record = walk(document.network, document.example.x, document.example.t, document.cost, document.eta)
    first = next(i for i, step in enumerate(record.steps) if step.kind == "signal")
    known = record.known_at(first)
    items = node_items(document, record.steps[first].node or "", FIELD, known, fields=node_fields(document))
    assert any(isinstance(i, Label) and i.latex.startswith("s = ") for i in items)


def test_an_example_outside_the_disc_is_no_dot() -> None:
    document = set_example(set_view(example("xor"), plane_range=(0.0, 1.0, 0.0, 1.0)), (1.0, 1.0))
    fields = node_fields(document)
    assert fields is not None
    assert fields.place((1.0, 1.0), 34.0) is None
    assert fields.place((0.5, 0.5), 34.0) == (0.0, -0.0)


def test_from_afar_a_map_stays_alone() -> None:
    document = example("xor-sigmoid")
    items = far_body_items(document, "h1", FIELD, None, False, 20.0, node_fields(document))
    assert of_kind(items, FieldDisc)
    assert not of_kind(items, Text)


def test_the_value_face_shows_the_output_large_and_a_small_curve() -> None:
    document = example("xor-sigmoid")
    record = walk(document.network, document.example.x, document.example.t, document.cost, document.eta)
    known = record.known_at(len(record.steps) - 1)
    small = next(i for i in node_items(document, "h1", Style(), known) if isinstance(i, Text))
    items = node_items(document, "h1", Style(faces="value"), known)
    (text,) = [i for i in items if isinstance(i, Text)]
    assert text.text == small.text
    assert text.size > 1.2 * small.size
    (curve,) = [i for i in items if isinstance(i, Polyline) and len(i.points) > 2]
    assert max(x for x, _ in curve.points) - min(x for x, _ in curve.points) < 20


def test_an_exported_diagram_without_a_walk_shows_the_examples_outputs() -> None:
    document = example("xor-sigmoid")
    figure = diagram_figure(document, Style(faces="value"))
    assert "0.961" in [i.text for i in figure.walk() if isinstance(i, Text)]


# --- as areas ---------------------------------------------------------------------------------------------


def disc_of(shades: np.ndarray) -> FieldDisc:
    colors = ("#000000", "#808080", "#FFFFFF")
    return FieldDisc((50.0, 40.0), 30.0, shades.astype(np.uint8).tobytes(), len(shades), colors)


def test_what_jumps_becomes_two_flat_areas() -> None:
    shades = np.zeros((40, 40))
    shades[:, 20:] = 255
    low, high = disc_areas(disc_of(shades))
    assert low.fill is not None
    assert high.fill is not None
    assert (low.fill.color, high.fill.color) == ("#000000", "#FFFFFF")
    (ring,) = high.rings
    assert len(ring) == 4
    assert min(x for x, _ in ring) == pytest.approx(50.0)


def test_a_smooth_field_becomes_nested_shades_and_a_flat_one_a_single_area() -> None:
    ramp = np.tile(np.linspace(0, 255, 40), (40, 1))
    areas = disc_areas(disc_of(ramp))
    assert 10 <= len(areas) <= 13
    lefts = [min(x for ring in area.rings for x, _ in ring) for area in areas]
    assert lefts == sorted(lefts)
    assert len(disc_areas(disc_of(np.full((40, 40), 128)))) == 1


def test_svg_and_tikz_clip_the_areas_to_the_disc() -> None:
    figure = Figure(100, 80, (disc_of(np.tile(np.linspace(0, 255, 40), (40, 1))),))
    svg, tikz = to_svg(figure), to_tikz(figure)
    assert '<clipPath id="clip1"><circle cx="50" cy="40" r="30"/></clipPath>' in svg
    assert 'clip-path="url(#clip1)"' in svg
    assert r"\clip (37.5,30) circle [radius=22.5];" in tikz
    assert svg.count("<path") >= 10


def test_dark_maps_have_the_dark_planes_colours() -> None:
    document = layered("2-2-1", "tanh", seed=1)
    fields = node_fields(document)
    assert fields is not None
    disc = fields.disc("o1", 34.0, DARK)
    assert disc is not None
    assert disc.colors == (DARK.field0, DARK.panel, DARK.field1)
    assert fields.disc("nobody", 34.0, DARK) is None
