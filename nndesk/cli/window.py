"""The commands that open the real window, on a screen or without one."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from nndesk.cli.errors import UsageError

if TYPE_CHECKING:
    from nndesk.document.document import Document


def open_window(arguments: argparse.Namespace) -> int:
    # Qt aborts the process where it finds no display, so look before it is imported.
    from nndesk.gui.display import display_problem

    problem = display_problem()
    if problem is not None:
        raise UsageError(problem)
    from nndesk.gui.app import run

    return run(arguments.file)


def shot(arguments: argparse.Namespace) -> int:
    from nndesk.document.atomic import check_writable
    from nndesk.document.examples import open_document

    to = Path(arguments.to)
    if to.suffix.lower() != ".png":
        raise UsageError(f"A shot is a PNG: the file's name must end in .png, not as in {to.name or to}.")
    check_writable(to)
    document = open_document(arguments.file)
    check_step(document, arguments.step)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from nndesk.gui.shot import ShotError
    from nndesk.gui.shot import shot as take

    try:
        take(
            document,
            to,
            workspace=arguments.workspace if arguments.space is None else "explore",
            step=arguments.step,
            size=arguments.size,
            dark=arguments.dark,
            scale=arguments.scale,
            projector=arguments.projector,
            space=arguments.space,
        )
    except ShotError as error:
        raise UsageError(str(error)) from error
    return 0


def check_step(document: Document, step: int | None) -> None:
    """Raise UsageError where the walk has no step ``step`` (counted from 1; 0 is before the first)."""
    if step is None:
        return
    from nndesk.cli.pictures import walk_of

    count = len(walk_of(document).steps)
    if step > count:
        from nndesk.network.engine import counted

        raise UsageError(f"--step {step} is past the end: the walk has {counted(count, 'step')}.")
