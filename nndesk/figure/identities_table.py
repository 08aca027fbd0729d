"""The identities as a table on its own, for a spreadsheet, a page of notes or a paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Literal

from nndesk.figure.identities import Identities, Identity
from nndesk.figure.primitives import FigureError
from nndesk.geometry.codes import code_latex
from nndesk.network.notation import math_name, symbol
from nndesk.network.numbers import NumberFormat

Form = Literal["csv", "md", "tex"]
FORMS: tuple[Form, ...] = ("csv", "md", "tex")


def compact_code(data: Identities, row: Identity) -> str:
    """An identity in a line of digits, ``101``, or of signs, ``+−+``, where outputs are −1 and 1."""
    signs = any(low < 0 for low, _ in data.sides)
    return "".join(("−+" if signs else "01")[bit] for bit in row.code)


def region_words(row: Identity) -> str:
    """``bounded``, ``unbounded``, ``empty``, or nothing if it is not known. Not translated: files travel."""
    if row.reached is False:
        return "empty"
    if row.bounded is None:
        return ""
    return "bounded" if row.bounded else "unbounded"


def identities_text(data: Identities, form: str, numbers: NumberFormat, labels: Sequence[str] = ()) -> str:
    """All rows as CSV (numbers in full), as a Markdown table, or as LaTeX's ``tabular``.

    Args:
        labels: names of the classes; those that have none are called by their number.

    Raises FigureError for another form.
    """
    classes = max((len(row.counts) for row in data.rows), default=0)
    names = [labels[i] if i < len(labels) else f"class {i}" for i in range(classes)]
    areas = any(row.area is not None for row in data.rows)
    if form == "csv":
        return _csv(data, names, areas)
    if form == "md":
        head = [
            *data.names,
            _title(data),
            *names,
            *(["area in the window"] if areas else []),
            "region",
        ]
        rows = [_texts(data, row, areas, numbers) for row in data.rows]
        lines = [head, ["---:"] * (len(head) - 1) + [":---"], *rows]
        return "\n".join("| " + " | ".join(_plain(cell) for cell in line) + " |" for line in lines) + "\n"
    if form == "tex":
        return _latex(data, names, areas, numbers)
    raise FigureError(f"A table of regions is written as .csv, .md or .tex, not as .{form}.")


def _title(data: Identities) -> str:
    return "winner" if data.node is None else f"z of {data.node}"


def _winner(data: Identities, row: Identity) -> str:
    """The output that wins at a vertex; nothing where none competes."""
    return "" if row.winner is None else data.outputs[row.winner]


def _csv(data: Identities, names: list[str], areas: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*data.names, _title(data), *names, *(["area"] if areas else []), "region"])
    for row in data.rows:
        z = _winner(data, row) if row.z is None else repr(row.z)
        area = [repr(row.area)] if areas else []
        values = [f"{value:g}" for value in data.values(row.code)]
        writer.writerow([*values, z, *row.counts, *area, region_words(row)])
    return out.getvalue()


def _texts(data: Identities, row: Identity, areas: bool, numbers: NumberFormat) -> list[str]:
    values = [numbers.text(value) for value in data.values(row.code)]
    z = _winner(data, row) if row.z is None else numbers.text(row.z)
    area = [numbers.text(row.area or 0.0)] if areas else []
    return [*values, z, *(str(count) for count in row.counts), *area, region_words(row)]


def _latex(data: Identities, names: list[str], areas: bool, numbers: NumberFormat) -> str:
    identity = "(" + ", ".join(math_name(name) for name in data.names) + ")"
    z = "winner" if data.node is None else f"${symbol('z', data.node)}$"
    head = [f"${identity}$", z, *(_escaped(name) for name in names)]
    head += [*(["area"] if areas else []), "region"]
    lines = [rf"\begin{{tabular}}{{c{'r' * (len(head) - 2)}l}}", " & ".join(head) + r" \\ \hline"]
    for row in data.rows:
        cells = [f"${code_latex(row.code, data.signed)}$"]
        cells.append(_escaped(_winner(data, row)) if row.z is None else f"${numbers.latex(row.z)}$")
        cells += [str(count) for count in row.counts]
        cells += [f"${numbers.latex(row.area or 0.0)}$"] if areas else []
        lines.append(" & ".join([*cells, region_words(row)]) + r" \\")
    return "\n".join([*lines, r"\end{tabular}", ""])


def _plain(cell: str) -> str:
    return cell.replace("|", r"\|")


def _escaped(text: str) -> str:
    return "".join("\\" + c if c in "%#$&_{}" else c for c in text)
