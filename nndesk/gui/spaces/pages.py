"""The pages of the Spaces card, in order. A new page is one more row; it is imported when it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from nndesk.gui.spaces.page import Page, Surroundings


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page that can be chosen.

    Attributes:
        id: in settings and in the name of its action, ``"view.space_<id>"``; for letters.
        words: on its segment.
        menu_words: in the View menu, with ``&`` before the letter to press.
        tip: one line that says what it shows.
        make: makes it, when it is first shown.
    """

    id: str
    words: str
    menu_words: str
    tip: str
    make: Callable[[Surroundings], Page]


def pages() -> tuple[PageSpec, ...]:
    """All pages in the order of their keys, Alt+1, Alt+2, …"""
    return (
        PageSpec(
            "hidden",
            QCoreApplication.translate("nndesk", "Hidden"),
            QCoreApplication.translate("nndesk", "Hi&dden space"),
            QCoreApplication.translate("nndesk", "The plane as a layer bends it, until a line can cut it"),
            _hidden,
        ),
        PageSpec(
            "hypercube",
            QCoreApplication.translate("nndesk", "Hypercube"),
            QCoreApplication.translate("nndesk", "&Hypercube"),
            QCoreApplication.translate("nndesk", "The regions as corners of a cube that can be turned"),
            _hypercube,
        ),
        PageSpec(
            "regions",
            QCoreApplication.translate("nndesk", "Regions"),
            QCoreApplication.translate("nndesk", "&Regions"),
            QCoreApplication.translate("nndesk", "The identities of the regions as a table"),
            _regions,
        ),
        PageSpec(
            "surface",
            QCoreApplication.translate("nndesk", "Surface"),
            QCoreApplication.translate("nndesk", "&Surface"),
            QCoreApplication.translate("nndesk", "The output over the plane as a surface that can be turned"),
            _surface,
        ),
        PageSpec(
            "truth",
            QCoreApplication.translate("nndesk", "Truth"),
            QCoreApplication.translate("nndesk", "&Truth table"),
            QCoreApplication.translate("nndesk", "Every row of bits, and what every node makes of it"),
            _truth,
        ),
        PageSpec(
            "ledger",
            QCoreApplication.translate("nndesk", "Ledger"),
            QCoreApplication.translate("nndesk", "&Ledger"),
            QCoreApplication.translate("nndesk", "Every number of the passes, as on the board"),
            _ledger,
        ),
        PageSpec(
            "graph",
            QCoreApplication.translate("nndesk", "Graph"),
            QCoreApplication.translate("nndesk", "Computation &graph"),
            QCoreApplication.translate("nndesk", "The passes as sums and products, each with its adjoint"),
            _graph,
        ),
    )


def _hidden(around: Surroundings) -> Page:
    from nndesk.gui.spaces.hidden_page import HiddenPage

    return HiddenPage(around)


def _hypercube(around: Surroundings) -> Page:
    from nndesk.gui.spaces.hypercube_page import HypercubePage

    return HypercubePage(around)


def _regions(around: Surroundings) -> Page:
    from nndesk.gui.spaces.identities_page import IdentitiesPage

    return IdentitiesPage(around)


def _surface(around: Surroundings) -> Page:
    from nndesk.gui.spaces.surface_page import SurfacePage

    return SurfacePage(around)


def _truth(around: Surroundings) -> Page:
    from nndesk.gui.spaces.truth_page import TruthPage

    return TruthPage(around)


def _ledger(around: Surroundings) -> Page:
    from nndesk.gui.spaces.ledger_page import LedgerPage

    return LedgerPage(around)


def _graph(around: Surroundings) -> Page:
    from nndesk.gui.spaces.graph_page import GraphPage

    return GraphPage(around)
