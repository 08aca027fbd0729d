from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from nndesk.document.edits import rename, set_title
from nndesk.document.examples import EXAMPLES, example
from nndesk.figure.diagram import diagram_figure
from nndesk.figure.equation import walk_figure
from nndesk.figure.plane import plane_data, plane_figure
from nndesk.figure.primitives import Arc, Figure, Formula, Glow, Group, Item, Label, Pen, Polyline
from nndesk.figure.style import DARK, LIGHT, Style
from nndesk.figure.tikz import tex_label, tex_text, to_tikz
from nndesk.network.numbers import NumberFormat
from nndesk.network.walk import walk


def tikz(*items: Item) -> str:
    return to_tikz(Figure(96.0, 48.0, items))


def walked(name: str, index: int, style: Style) -> Figure:
    document = example(name)
    record = walk(document.network, document.example.x, document.example.t, document.cost, document.eta)
    return walk_figure(document, record, index, style)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_colour_used_is_defined(name: str) -> None:
    text = to_tikz(walked(name, 7, Style(DARK)))
    defined = set(re.findall(r"\\definecolor\{(\w+)\}\{HTML\}\{[0-9A-F]{6}\}", text))
    used = set(re.findall(r"(?:text|fill|draw)=(\w+)", text)) | set(re.findall(r"\\textcolor\{(\w+)\}", text))
    assert used <= defined
    assert "#" not in text.replace(r"\#", "")


def test_it_is_a_whole_document_of_plain_packages() -> None:
    text = tikz()
    assert text.startswith(r"\documentclass[tikz,border=0pt]{standalone}")
    assert set(re.findall(r"\\usepackage\{([\w-]+)\}", text)) == {"amsmath", "lmodern", "fix-cm"}
    assert text.rstrip().endswith(r"\end{document}")


def test_y_is_turned_up_and_a_unit_is_three_quarters_of_a_point() -> None:
    assert r"(0,36) -- (72,0);" in tikz(Polyline(((0, 0), (96, 48)), Pen("#000000")))


def test_width_in_millimetres_scales_everything() -> None:
    figure = Figure(96.0, 48.0, (Polyline(((0, 0), (96, 48)), Pen("#000000", 2.0)),))
    text = to_tikz(figure, width_mm=50.8)
    assert r"\useasboundingbox (0,0) rectangle (144,72);" in text
    assert "line width=3bp" in text


def test_labels_and_formulas_go_between_dollars_as_they_are() -> None:
    text = tikz(
        Label((0, 0), r"\delta_{h_1} = -0.5", 16, "#000000"),
        Formula((0, 0), r"\textcolor{delta}{\delta_k}", 16, "#000000", roles=LIGHT.roles()),
    )
    assert r"$\delta_{h_1} = -0.5$" in text
    assert r"$\displaystyle \textcolor{delta}{\delta_k}$" in text
    assert r"\definecolor{delta}{HTML}{D55E00}" in text


def test_words_are_escaped() -> None:
    assert tex_text("50 % of a_b & {c} #1 $") == r"50 \% of a\_b \& \{c\} \#1 \$"
    assert tex_text("−0.5") == "$-$0.5"
    assert tex_text("h₂ → φ′") == r"h$_2$ $\to$ $\varphi'$"
    assert tex_text("\\^~") == r"\textbackslash{}\textasciicircum{}\textasciitilde{}"


def test_foreign_letters_are_written_in_ascii() -> None:
    assert tex_text("größe, Łódź") == r"gr\"{o}\ss{}e, \L{}\'{o}d\'{z}"
    assert tex_label(r"\mathrm{größe}") == r"\mathrm{gr\text{\"{o}}\text{\ss{}}e}"
    assert tex_label("α+1") == r"\alpha +1"
    assert tex_label(r"w_{\text{saída},\text{x²}}") == r"w_{\text{sa\'{i}da},\text{x$^2$}}"
    assert r"\delta_{\text{sa\'{i}da}}$" in tikz(Formula((0, 0), r"\delta_{\text{saída}}", 16, "#000000"))
    assert tex_text("日本") == "??"


def test_a_title_cannot_break_out_of_its_comment() -> None:
    figure = Figure(10, 10, (Group((), title="a\n\\evil"),), title="x\n\\evil")
    lines = to_tikz(figure).splitlines()
    assert all(line.strip().startswith("%") for line in lines if "evil" in line)


def test_arcs_and_glows_need_no_library() -> None:
    text = tikz(Arc((48, 24), 8, 30, 120, Pen("#000000")), Glow((48, 24), 10, 20, "#0000FF"))
    assert "usetikzlibrary" not in text
    assert "arc [start angle=30,end angle=150,radius=6]" in text
    assert text.count("fill opacity") > 5


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX installed")
@pytest.mark.parametrize("what", ["walk", "dark walk", "plane", "cases", "names", "walk of names"])
def test_it_compiles(what: str, tmp_path: Path) -> None:
    match what:
        case "plane":
            figure = plane_figure(plane_data(example("xor-sigmoid")), Style())
        case "walk":
            figure = walked("worked-example", 8, Style())
        case "dark walk":
            figure = walked("worked-example", 12, Style(DARK, numbers=NumberFormat(decimal_comma=True)))
        case "cases":
            figure = walked("xor", 1, Style())
        case _:
            document = example("xor")
            for old, new in (
                ("x1", "α_1"),
                ("x2", "50 % & #_{x}^\\"),
                ("h1", "größe 日本"),
                ("h2", r"\hat y"),
                ("o1", "Ω"),
            ):
                document = rename(document, old, new)
            figure = diagram_figure(set_title(document, "50 % \\ of {φ}"), Style())
            if what == "walk of names":
                for old, new in ((r"\hat y", "saída"), ("Ω", "x²−é")):
                    document = rename(document, old, new)
                shown, x = document.network, document.example.x
                figure = walk_figure(document, walk(shown, x, document.example.t), 4, Style())
    (tmp_path / "figure.tex").write_text(to_tikz(figure, width_mm=80.0), encoding="utf-8")
    run = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "figure.tex"],
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
        check=False,
    )
    log = run.stdout.decode("utf-8", "replace")
    assert run.returncode == 0, log[-1500:]
    assert "Missing character" not in log
