"""The figures of the Spaces card by name, as the command line and the File menu ask for them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nndesk.document.document import Document
from nndesk.document.walking import document_walk
from nndesk.figure.primitives import Figure, FigureError
from nndesk.figure.rotation import Camera, home
from nndesk.figure.style import Style
from nndesk.geometry.lines import Window

TURNED = ("hypercube", "surface", "hidden")
"""Names of the figures that can be turned (hidden space if it has three axes)."""
SPACE_FIGURES = (*TURNED, "truth-table", "ledger", "graph")


@dataclass(frozen=True, slots=True)
class SpaceChoice:
    """Choices that are not part of the document.

    Attributes:
        nodes: the neurons whose outputs are the axes of hidden space; None for the first ones that fit.
        reader: the neuron whose line cuts it; None for the one that reads most of the axes.
        morph: 0 is the input plane, 1 hidden space.
        signs: of signals the truth table shows the signs alone.
        exact: the ledger writes fractions where numbers are such.
    """

    nodes: tuple[str, ...] | None = None
    reader: str | None = None
    morph: float = 1.0
    signs: bool = True
    exact: bool = True


def space_figure(
    what: str,
    document: Document,
    style: Style,
    camera: Camera | None = None,
    *,
    node: str | None = None,
    window: Window | None = None,
    selected: str | None = None,
    samples: bool = True,
    choice: SpaceChoice | None = None,
) -> Figure:
    """One of :data:`SPACE_FIGURES`.

    Args:
        camera: from where it is seen; None takes the view's home.
        node: whose output colours or makes it; None takes the view's, or the first output.
        window: the part of the plane over which the surface stands; None takes the document's.
        selected: the neuron whose plane cuts the hypercube, if it has one.
        samples: whether samples stand around the surface.
        choice: of hidden space and of the truth table.

    Raises FigureError or NetworkError where there is nothing to show.
    """
    choice = choice or SpaceChoice()
    if what == "truth-table":
        from nndesk.figure.truth_table import truth_table_figure

        return truth_table_figure(document, style, signs=choice.signs)
    if what == "ledger":
        from nndesk.figure.ledger import ledger_figure, with_fractions

        exact = replace(style, numbers=with_fractions(style.numbers, choice.exact))
        return ledger_figure(document_walk(document), exact, document.title)
    if what == "graph":
        from nndesk.figure.computation_graph import graph_figure
        from nndesk.network.computation_graph import computation_graph

        return graph_figure(computation_graph(document_walk(document)), style, document.title)
    if what == "hidden":
        return _hidden(document, style, camera, node, choice)
    if what == "surface":
        from nndesk.figure.surface import surface_data, surface_figure

        return surface_figure(surface_data(document, node, window), style, camera, samples=samples)
    from nndesk.figure.cuts import chosen_cut
    from nndesk.figure.hypercube import hypercube_figure
    from nndesk.figure.identities import identities

    data = identities(document, node)
    cut = chosen_cut(document.network, data, (selected, data.node))
    return hypercube_figure(data, style, camera, cut).figure


def _hidden(
    document: Document, style: Style, camera: Camera | None, node: str | None, choice: SpaceChoice
) -> Figure:
    from nndesk.figure.hidden_content import hidden_space
    from nndesk.figure.hidden_cube import hidden_cube
    from nndesk.figure.hidden_space import hidden_figure

    space = hidden_space(document, choice.nodes, choice.reader or node)
    if len(space.nodes) == 2:
        return hidden_figure(space, style, morph=choice.morph)
    return hidden_cube(space, style, camera or home("hidden"), morph=choice.morph)


def graph_as_dot(document: Document) -> str:
    """The computation graph of the document's example in the language of Graphviz.

    Raises NetworkError where there is no pass, or too large a graph.
    """
    from nndesk.figure.computation_graph import graph_dot
    from nndesk.network.computation_graph import computation_graph

    return graph_dot(computation_graph(document_walk(document)), document.view.numbers, document.title)


def ledger_as_text(document: Document, form: str, exact: bool = True) -> str:
    """The ledger of the document's example as ``"csv"``, ``"md"`` or ``"tex"``.

    Raises NetworkError where there is no pass, FigureError for another form.
    """
    from nndesk.figure.ledger import ledger_text, with_fractions
    from nndesk.network.ledger import ledger

    return ledger_text(ledger(document_walk(document)), form, with_fractions(document.view.numbers, exact))


def truth_table_text(document: Document, form: str, signs: bool = True) -> str:
    """The truth table as ``"csv"``, ``"md"`` or ``"tex"`` (with the rules of booktabs).

    Raises NetworkError where the network has none, FigureError for another form.
    """
    from nndesk.figure.truth_table import as_csv, as_latex, as_markdown, truth_table_of

    table, numbers = truth_table_of(document), document.view.numbers
    match form:
        case "csv":
            return as_csv(table)
        case "md":
            return as_markdown(table, numbers, signs)
        case "tex":
            return as_latex(table, numbers, signs)
    raise FigureError(f"A table cannot be written as {form}; it can as csv, md or tex.")


def regions_table(
    document: Document, form: str, node: str | None = None, window: Window | None = None
) -> str:
    """The table of identities as ``"csv"``, ``"md"`` or ``"tex"``; areas are those in the plane's window.

    Raises FigureError where there is nothing to show, or for another form.
    """
    from nndesk.figure.identities import identities
    from nndesk.figure.identities_table import identities_text
    from nndesk.figure.plane_content import plane_window

    shown = window or (plane_window(document) if len(document.network.inputs) == 2 else None)
    data = identities(document, node, shown)
    return identities_text(data, form, document.view.numbers, document.dataset.labels)
