"""The shapes of a saved file, format 3: inert names and numbers, before anything is built from them.

msgspec reads a file strictly into these: every field is required, no other is allowed, every number is finite
and within its bounds. Whether a number is locked and what it was before training, whether a sample is held
out, how the data are normalised and what their columns and classes are called is only written where that is
so. What the types cannot say (a cycle, two nodes of one name, an example of the wrong length) is checked when
the document is built.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from nndesk.document.document import (
    MAX_COORDINATE,
    MAX_COUNT,
    MAX_DATA_NAME,
    MAX_DIGITS,
    MAX_EDGES,
    MAX_NODES,
    MAX_SAMPLES,
    MAX_TITLE,
)

FORMAT = "nndesk"
FIRST_VERSION = 1
FORMAT_VERSION = 3

Name = Annotated[str, Meta(min_length=1, max_length=40)]
Coordinate = Annotated[float, Meta(ge=-MAX_COORDINATE, le=MAX_COORDINATE)]
Count = Annotated[int, Meta(ge=0, le=MAX_COUNT)]
DataName = Annotated[str, Meta(min_length=1, max_length=MAX_DATA_NAME)]
Values = Annotated[tuple[float, ...], Meta(max_length=MAX_NODES)]


class Header(Struct, frozen=True, gc=False):
    """The two fields by which every version of the format is known; all others are ignored here."""

    format: str
    version: Annotated[int, Meta(ge=-MAX_COUNT, le=MAX_COUNT)]


class InputRow(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An input and where it stands."""

    name: Name
    at: tuple[Coordinate, Coordinate]


class NodeRow(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A neuron and where it stands."""

    name: Name
    activation: Annotated[str, Meta(max_length=40)]
    bias: float
    at: tuple[Coordinate, Coordinate]
    locked: bool = False
    initial: float | None = None


class EdgeRow(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An edge and its weight."""

    source: Name
    target: Name
    weight: float
    locked: bool = False
    initial: float | None = None


class ExampleRow(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The example."""

    x: Values
    t: Values


class SampleRow(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A sample of the data."""

    x: Values
    t: Values
    test: bool = False


class NormalisationRow(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """How the data are normalised."""

    kind: Literal["minmax", "zscore"]
    shift: Values
    scale: Values


class HyperparametersRow(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The knobs of training."""

    cost: Annotated[str, Meta(max_length=40)]
    eta: float
    batch: Count
    epochs: Count
    seed: Count


class ViewRow(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What is shown and how."""

    plane_node: Name | None
    plane_range: tuple[float, float, float, float] | None
    digits: Annotated[int, Meta(ge=1, le=MAX_DIGITS)]
    decimal_comma: bool
    fractions: bool
    labels: Literal["all", "hover", "none"]
    faces: Literal["curve", "value", "field"]
    shading: Literal["values", "classes"]
    plane_axes: tuple[Name, Name] | None
    show_regions: bool
    one_scale: bool = True


class File(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A whole file."""

    format: Literal["nndesk"]
    version: Literal[3]
    title: Annotated[str, Meta(max_length=MAX_TITLE)]
    inputs: Annotated[tuple[InputRow, ...], Meta(max_length=MAX_NODES)]
    nodes: Annotated[tuple[NodeRow, ...], Meta(max_length=MAX_NODES)]
    edges: Annotated[tuple[EdgeRow, ...], Meta(max_length=MAX_EDGES)]
    outputs: Annotated[tuple[Name, ...], Meta(max_length=MAX_NODES)]
    example: ExampleRow
    hyperparameters: HyperparametersRow
    view: ViewRow
    data: Annotated[tuple[SampleRow, ...], Meta(max_length=MAX_SAMPLES)]
    columns: Annotated[tuple[DataName, ...], Meta(max_length=MAX_NODES)] = ()
    classes: Annotated[tuple[DataName, ...], Meta(max_length=MAX_NODES)] = ()
    normalisation: NormalisationRow | None = None
