"""What is said about identities, for people: under the cube and the table, in tooltips, to screen readers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nndesk.figure.identities import Code, Identities, Identity
from nndesk.geometry import codes
from nndesk.network.numbers import NumberFormat

_LISTED = 4


def code_text(data: Identities, code: Code) -> str:
    """``(+1,−1)``: the first layer's outputs at a vertex, written as in the plane."""
    return codes.code_text(code, data.signed)


def reached_sentence(data: Identities) -> str:
    """How many vertices are reached, and which are not."""
    p = data.dimension
    total = 2**p
    if not data.exact:
        text = QCoreApplication.translate(
            "nndesk",
            "With {inputs} inputs it is not known which of the {total} vertices are reached; {count} of them "
            "hold samples or the example.",
        )
        count = sum(1 for row in data.rows if row.reached)
        return text.format(total=_counted(total), inputs=len(data.inputs), count=count)
    reached = sum(1 for row in data.rows if row.reached)
    if reached == total:
        return QCoreApplication.translate("nndesk", "All {total} vertices are reached.").format(total=total)
    empty = [row.code for row in data.rows if not row.reached]
    if len(empty) != total - reached:
        # Of a large cube only the vertices that are reached are listed.
        text = QCoreApplication.translate("nndesk", "{reached} of {total} vertices are reached.")
    elif len(empty) == 1:
        text = QCoreApplication.translate(
            "nndesk", "{reached} of {total} vertices are reached; {empty} is empty."
        )
    elif len(empty) <= _LISTED:
        text = QCoreApplication.translate(
            "nndesk", "{reached} of {total} vertices are reached; {empty} are empty."
        )
    else:
        text = QCoreApplication.translate(
            "nndesk", "{reached} of {total} vertices are reached; {empty} and {more} more are empty."
        )
    listed = ", ".join(code_text(data, code) for code in empty[:_LISTED])
    return text.format(
        reached=reached, total=_counted(total), empty=listed, more=max(0, len(empty) - _LISTED)
    )


def sides_sentence(data: Identities) -> str:
    """What the digits mean where not all of them are outputs; empty where they are."""
    if data.open:
        return data.open
    if not data.smooth:
        return ""
    return QCoreApplication.translate(
        "nndesk",
        "The neurons are smooth: a vertex stands for their sides, s > 0 and s ≤ 0.",
    )


def identity_words(data: Identities, row: Identity, numbers: NumberFormat) -> str:
    """One vertex in words: its identity, who fires, what comes out, who is there."""
    parts = [code_text(data, row.code)]
    fire = data.fire(row.code)
    if fire:
        text = (
            QCoreApplication.translate("nndesk", "{names} fires")
            if len(fire) == 1
            else QCoreApplication.translate("nndesk", "{names} fire")
        )
        parts.append(text.format(names=", ".join(fire)))
    else:
        parts.append(QCoreApplication.translate("nndesk", "none fires"))
    if row.z is not None and data.node is not None:
        text = QCoreApplication.translate("nndesk", "z of {node} is {z}")
        parts.append(text.format(node=data.node, z=numbers.text(row.z)))
    elif row.winner is not None:
        text = QCoreApplication.translate("nndesk", "{output} wins")
        parts.append(text.format(output=data.outputs[row.winner]))
    if row.reached is False:
        parts.append(QCoreApplication.translate("nndesk", "no region reaches it"))
    elif row.samples:
        text = (
            QCoreApplication.translate("nndesk", "{count} sample")
            if row.samples == 1
            else QCoreApplication.translate("nndesk", "{count} samples")
        )
        parts.append(text.format(count=row.samples))
    if row.code == data.example:
        parts.append(QCoreApplication.translate("nndesk", "the example is here"))
    return "; ".join(parts)


def _counted(total: int) -> str:
    # Beyond this nobody reads the digits.
    return f"{total:,}" if total < 10**9 else f"2^{total.bit_length() - 1}"
