"""What the network makes of its input, as a figure: a function's plot, the plane, or a slice through more."""

from __future__ import annotations

from collections.abc import Collection

from nndesk.document.document import Document
from nndesk.figure.function_content import function_data
from nndesk.figure.function_plot import function_figure
from nndesk.figure.plane import plane_figure
from nndesk.figure.plane_content import PlaneError, plane_data
from nndesk.figure.primitives import Figure
from nndesk.figure.style import Style
from nndesk.geometry.lines import Window


def input_figure(
    document: Document,
    style: Style,
    node: str | None = None,
    window: Window | None = None,
    *,
    legend: bool = True,
    soft: Collection[str] = (),
) -> Figure:
    """The figure that suits the number of inputs: one, two, or more.

    Args:
        node: the neuron that is shown; None takes the view's choice, else the outputs.
        window: what is shown of the plane, or of x and z; None takes the view's choice, else all of it.
        legend: whether to say what the colours of a plane mean.
        soft: neurons whose lines get the band in which they are not saturated.

    Raises:
        PlaneError: there is no input, or ``node`` is not a neuron.
    """
    inputs = len(document.network.inputs)
    if not inputs:
        raise PlaneError("There is nothing to show: the network has no input.")
    if inputs == 1:
        return function_figure(function_data(document, node, window), style)
    data = plane_data(document, node, window, resolution=512)
    return plane_figure(data, style, legend=legend, soft=soft)
