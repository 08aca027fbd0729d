"""The whole pass as a table, node by node: what a teacher writes on the board (LECTURE topic 17)."""

from __future__ import annotations

from dataclasses import dataclass

from nndesk.network.model import EdgeKey
from nndesk.network.walk import Known, Walk


@dataclass(frozen=True, slots=True)
class Line:
    """One input of a node, or its bias. What is not known yet is None.

    Attributes:
        edge: whose line it is; None for the bias, whose input is 1.
        x: ``x_ji``, what comes through it.
        w: ``w_ji`` or ``b_j``.
        product: ``w_ji x_ji``.
        change: ``Δw_ji = η δ_j x_ji``.
        new: ``w_ji + Δw_ji``.
    """

    edge: EdgeKey | None
    x: float | None
    w: float
    product: float | None
    change: float | None
    new: float | None


@dataclass(frozen=True, slots=True)
class Block:
    """One neuron: its lines, the bias last, and ``s_j``, ``z_j``, ``φ′(s_j)``, ``δ_j``."""

    node: str
    lines: tuple[Line, ...]
    s: float | None
    z: float | None
    slope: float | None
    delta: float | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The blocks in the order of the forward pass; ``x`` and ``t`` of the example; J as far as known."""

    blocks: tuple[Block, ...]
    x: tuple[tuple[str, float], ...]
    t: tuple[tuple[str, float], ...]
    J: float | None
    eta: float


def ledger(walk: Walk, known: Known | None = None) -> Ledger:
    """The table of ``walk``, as far as is ``known`` by now; None fills it all."""
    known = walk.known_at(len(walk.steps) - 1) if known is None else known
    network, backward = walk.network, walk.backward
    blocks = []
    for j in network.order:
        lines = []
        for edge in network.incoming(j):
            x, change = known.z.get(edge.source), known.dw.get(edge.key)
            product = None if x is None or j not in known.s else edge.weight * x + 0.0  # −0 is 0
            new = None if change is None else edge.weight + change
            lines.append(Line(edge.key, x, edge.weight, product, change, new))
        bias, change = network.node(j).bias, known.db.get(j)
        product = bias if j in known.s else None
        lines.append(Line(None, 1.0, bias, product, change, None if change is None else bias + change))
        blocks.append(
            Block(
                j,
                tuple(lines),
                known.s.get(j),
                known.z.get(j),
                known.phi_prime.get(j),
                known.delta.get(j),
            )
        )
    targets = {} if backward is None else backward.t
    return Ledger(tuple(blocks), tuple(walk.forward.x.items()), tuple(targets.items()), known.J, walk.eta)
