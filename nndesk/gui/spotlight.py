"""What all panels point at together, without it being selected or part of the document."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

Code = tuple[int, ...]
"""A region of the first layer's lines, and a vertex of the hypercube: a digit for each of its neurons."""


class Spotlight(QObject):
    """The node that the mouse rests on anywhere, and the region (or vertex) that was last clicked anywhere.

    Whoever lights something hears of it as all others do. The session forgets both when another document is
    opened, and the code when the graph has changed.

    Signals:
        node_hovered(name or None)
        code_lit(code or None)
    """

    node_hovered = Signal(object)
    code_lit = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._node: str | None = None
        self._code: Code | None = None

    @property
    def node(self) -> str | None:
        """The node that the mouse rests on, in whatever panel shows it."""
        return self._node

    @property
    def code(self) -> Code | None:
        """The region that is lit, by what the neurons of the first layer give in it, 1 where s > 0."""
        return self._code

    def hover(self, node: str | None) -> None:
        """The mouse is over this node now; None: over none."""
        if node != self._node:
            self._node = node
            self.node_hovered.emit(node)

    def light(self, code: Code | None) -> None:
        """Light a region and its vertex; None lights none."""
        if code != self._code:
            self._code = code
            self.code_lit.emit(code)

    def forget(self) -> None:
        """Point at nothing."""
        self.hover(None)
        self.light(None)
