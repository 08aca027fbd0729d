"""The figures of the Spaces card by name, as the command line and the File menu ask for them."""

from __future__ import annotations

from nndesk.document.document import Document
from nndesk.figure.primitives import Figure
from nndesk.figure.rotation import Camera
from nndesk.figure.style import Style
from nndesk.geometry.lines import Window

SPACE_FIGURES = ("hypercube", "surface")
"""Names of the figures that can be turned."""


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
) -> Figure:
    """One of :data:`SPACE_FIGURES`.

    Args:
        camera: from where it is seen; None takes the view's home.
        node: whose output colours or makes it; None takes the view's, or the first output.
        window: the part of the plane over which the surface stands; None takes the document's.
        selected: the neuron whose plane cuts the hypercube, if it has one.
        samples: whether samples stand around the surface.

    Raises FigureError where there is nothing to show.
    """
    if what == "surface":
        from nndesk.figure.surface import surface_data, surface_figure

        return surface_figure(surface_data(document, node, window), style, camera, samples=samples)
    from nndesk.figure.cuts import chosen_cut
    from nndesk.figure.hypercube import hypercube_figure
    from nndesk.figure.identities import identities

    data = identities(document, node)
    cut = chosen_cut(document.network, data, (selected, data.node))
    return hypercube_figure(data, style, camera, cut).figure


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
