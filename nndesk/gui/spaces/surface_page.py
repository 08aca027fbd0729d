"""To come."""

from __future__ import annotations

from nndesk.gui.spaces.page import Page


class SurfacePage(Page):
    """To come."""

    def refresh(self) -> None:
        self.refuse("")
