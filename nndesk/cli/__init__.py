"""The command line: a command per verb. Only ``open``, ``shot`` and the PDF and PNG exports import Qt."""

from __future__ import annotations

from nndesk.cli.main import main

__all__ = ["main"]
