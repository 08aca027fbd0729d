"""Tables as text: for a spreadsheet, a page of notes, a paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Comma-separated values with a head line; floats to the last digit."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow(f"{cell:.17g}" if isinstance(cell, float) else cell for cell in row)
    return out.getvalue()


def markdown_table(
    head: Sequence[str], rows: Iterable[Sequence[str]], align: Sequence[str] | None = None
) -> str:
    """A Markdown table; ``align`` has ``---``, ``---:`` or ``:---`` for each column."""
    lines = [head, align or ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def booktabs(
    head: Sequence[str], rows: Iterable[Sequence[str]], columns: str, rules: Iterable[int] = ()
) -> str:
    """LaTeX's ``tabular`` with the rules of the package booktabs.

    Args:
        columns: the argument of ``tabular``.
        rules: rows, from 0, before which a thin rule stands.
    """
    ruled = set(rules)
    lines = [rf"\begin{{tabular}}{{{columns}}}", r"\toprule", " & ".join(head) + r" \\", r"\midrule"]
    for number, row in enumerate(rows):
        if number in ruled:
            lines.append(r"\addlinespace")
        lines.append(" & ".join(row) + r" \\")
    return "\n".join([*lines, r"\bottomrule", r"\end{tabular}", ""])


def latex_words(text: str) -> str:
    """Words with what TeX would take for a command escaped."""
    return "".join("\\" + c if c in "%#$&_{}" else c for c in text)


def dollars(latex: str) -> str:
    """A formula in running text; nothing stays nothing."""
    return f"${latex}$" if latex else ""
