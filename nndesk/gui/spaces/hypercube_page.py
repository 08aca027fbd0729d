"""To come."""

from __future__ import annotations

from nndesk.gui.spaces.page import Page


class HypercubePage(Page):
    """To come."""

    def refresh(self) -> None:
        self.refuse("")
