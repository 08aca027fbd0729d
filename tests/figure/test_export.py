from __future__ import annotations

from pathlib import Path

import pytest

from nndesk.document.examples import example
from nndesk.figure.diagram import diagram_figure
from nndesk.figure.export import FORMATS, export_text, figure_text
from nndesk.figure.primitives import Figure, FigureError
from nndesk.figure.style import Style

FIGURE = diagram_figure(example("and"), Style())


def test_the_suffix_chooses_the_writer(tmp_path: Path) -> None:
    export_text(FIGURE, tmp_path / "a.SVG")
    export_text(FIGURE, str(tmp_path / "a.tex"), width_mm=60)
    assert (tmp_path / "a.SVG").read_text(encoding="utf-8").startswith("<?xml")
    assert r"\documentclass" in (tmp_path / "a.tex").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["a.jpg", "a", "a.svg.gz", ".svg"])
def test_another_suffix_is_refused_naming_the_four(name: str, tmp_path: Path) -> None:
    with pytest.raises(FigureError) as caught:
        export_text(FIGURE, tmp_path / name)
    assert all(suffix in str(caught.value) for suffix in FORMATS)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("width", [0.0, -3.0, 0.5, 1e9, float("nan"), float("inf")])
def test_a_width_without_sense_is_refused(width: float) -> None:
    with pytest.raises(FigureError, match="mm wide"):
        figure_text(FIGURE, ".svg", width_mm=width)


def test_an_empty_picture_is_refused() -> None:
    with pytest.raises(FigureError, match="nothing to write"):
        figure_text(Figure(0.0, 10.0, ()), ".svg")
