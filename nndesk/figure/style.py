"""Colours and measures, each with one meaning, the same in diagram, plane, equations, charts and exports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nndesk.network.numbers import THREE_DIGITS, NumberFormat

if TYPE_CHECKING:
    # The empty window, which is shown before numpy is read, takes its colours from here.
    from nndesk.document.document import Faces, Labels, ViewOptions


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by role. Light and dark differ in value only; the meaning never changes."""

    window: str
    panel: str
    hairline: str
    text: str
    muted: str
    accent: str
    weight: str
    negweight: str
    delta: str
    slope: str
    class0: str
    class1: str
    node: str
    input_node: str
    field0: str
    field1: str
    more_classes: tuple[str, ...]
    """Far apart from each other and from the first two, in light and dark and for eyes that lack a colour."""

    def roles(self) -> tuple[tuple[str, str], ...]:
        """The colour names that equations may use in ``\\textcolor{…}``, with their values."""
        return tuple((name, getattr(self, name)) for name in EQUATION_ROLES)

    def of_phase(self, phase: str) -> str:
        """The colour that a phase of the walk lights up in."""
        role = PHASE_ROLES.get(phase, "muted")
        color: str = getattr(self, role)
        return color

    def of_weight(self, weight: float) -> str:
        """The colour of an edge by the sign of its weight."""
        return self.negweight if weight < 0 else self.weight

    @property
    def classes(self) -> tuple[str, ...]:
        """The colours of the classes, in order."""
        return (self.class0, self.class1, *self.more_classes)

    def of_class(self, index: int) -> str:
        """The colour of class ``index``; beyond ten classes they repeat."""
        return self.classes[index % len(self.classes)]


EQUATION_ROLES = ("weight", "negweight", "delta", "slope", "accent", "muted")
PHASE_ROLES = {"forward": "weight", "cost": "muted", "backward": "delta", "update": "accent"}

LIGHT = Palette(
    window="#F6F5F2",
    panel="#FFFFFF",
    hairline="#E5E3DE",
    text="#1C1C1E",
    muted="#77757A",
    accent="#3557D6",
    weight="#0072B2",
    negweight="#B4568F",
    delta="#D55E00",
    slope="#009E73",
    class0="#5A4FA3",
    class1="#E0A11B",
    node="#FFFFFF",
    input_node="#EFEEEA",
    field0="#DFDCF0",
    field1="#FBECC9",
    more_classes=("#1E4200", "#AA3F4E", "#A379B6", "#84A98B", "#3B737C", "#623A46", "#615A00", "#1D487C"),
)

DARK = Palette(
    window="#17181B",
    panel="#1F2024",
    hairline="#303238",
    text="#ECEBE8",
    muted="#9A9AA2",
    accent="#7C96FF",
    weight="#5CB3E8",
    negweight="#E08FC4",
    delta="#FF8A3D",
    slope="#3CCB9F",
    class0="#9C8FF0",
    class1="#F2BE4A",
    node="#26272C",
    input_node="#2C2D33",
    field0="#352F57",
    field1="#4D3B16",
    more_classes=("#5A8143", "#F18790", "#EABDFE", "#C3EAC9", "#7EB6C0", "#A57785", "#A19C4E", "#5C88C1"),
)


@dataclass(frozen=True, slots=True)
class Style:
    """Everything a picture needs to know about how to look.

    Attributes:
        palette: colours by role.
        scale: 1.0 for a desk, about 1.5 for a projector: type and strokes grow with it, distances do not.
        numbers: how numbers are printed.
        labels: which weights have their number on them: all, those that the mouse is near, or none.
        faces: what stands in a neuron: its activation curve with its values, its output, its field.
    """

    palette: Palette = LIGHT
    scale: float = 1.0
    numbers: NumberFormat = THREE_DIGITS
    labels: Labels = "all"
    faces: Faces = "curve"

    @classmethod
    def of(cls, view: ViewOptions, palette: Palette = LIGHT, scale: float = 1.0) -> Style:
        """As a document wants to be seen."""
        return cls(palette, scale, view.numbers, view.labels, view.faces)

    def with_palette(self, palette: Palette) -> Style:
        return replace(self, palette=palette)
