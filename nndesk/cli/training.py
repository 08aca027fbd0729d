"""Training from the command line."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from nndesk.cli.commands import Table, document_target, misfit, print_json
from nndesk.cli.errors import UsageError
from nndesk.document import edits, storage
from nndesk.document.atomic import check_writable, replace_file
from nndesk.document.document import Document
from nndesk.document.examples import open_document
from nndesk.network.numbers import parse_number
from nndesk.network.stopping import Stopping
from nndesk.network.training import Snapshot

_CRITERIA = {
    "j": "cost",
    "grad": "gradient",
    "accuracy": "accuracy",
    "patience": "patience",
    "time": "seconds",
}
_CRITERION = re.compile(r"\s*([A-Za-z]+)\s*(<=|>=|<|>|=)\s*(.+)")


def train(arguments: argparse.Namespace) -> int:
    from nndesk.network.training import DivergedError
    from nndesk.network.training import train as run

    to = document_target(arguments.to)
    if arguments.log is not None:
        check_writable(Path(arguments.log))
    document = edits.set_hyperparameters(open_document(arguments.file), **_changes(arguments))
    _check(document, arguments.file)
    knobs, data = document.hyperparameters, document.samples
    shown = Table(document)
    courses = sys.stderr.isatty()
    every = 1 if arguments.log is not None else max(1, arguments.epochs // 100)
    history: list[tuple[int, float, float | None]] = []
    snapshot: Snapshot | None = None
    learned, unseen = data.training, (data.held_out.x, data.held_out.t)
    try:
        for snapshot in run(document.network, learned.x, learned.t, knobs, held_out=unseen, every=every):
            history.append((snapshot.epoch, snapshot.J, snapshot.held_out_cost))
            if snapshot.stopped is not None or courses:
                _tell(snapshot, arguments.epochs, shown, courses)
    except DivergedError as error:
        if courses:
            print(file=sys.stderr)
        raise UsageError(error.told(document.view.decimal_comma)) from error
    assert snapshot is not None
    if arguments.log is not None:
        replace_file(Path(arguments.log), _log(history).encode("utf-8"))
    storage.save(edits.set_network_numbers(document, snapshot.network), to)
    if arguments.json:
        print_json(
            {
                "epochs": snapshot.epoch,
                "J": snapshot.J,
                "held_out_J": snapshot.held_out_cost,
                "penalty": snapshot.penalty,
                "stopped_by": snapshot.stopped,
            }
        )
    return 0


def _changes(arguments: argparse.Namespace) -> dict[str, Any]:
    """The knobs that are given."""
    changes: dict[str, Any] = {"epochs": arguments.epochs}
    for name in ("eta", "momentum", "l1", "l2"):
        value = getattr(arguments, name)
        if value is not None:
            changes[name] = parse_number(value)
    for name in ("seed", "batch", "cost", "optimiser"):
        if getattr(arguments, name) is not None:
            changes[name] = getattr(arguments, name)
    if arguments.nesterov:
        changes["nesterov"] = True
    if arguments.until:
        changes["stopping"] = stopping(arguments.until)
    return changes


def stopping(criteria: Iterable[str]) -> Stopping:
    """``J<0.01``, ``grad<0.001``, ``accuracy>0.95``, ``patience=20``, ``time=10``. Raises UsageError."""
    found = Stopping()
    for text in criteria:
        match = _CRITERION.fullmatch(text)
        name = _CRITERIA.get(match[1].lower()) if match is not None else None
        if match is None or name is None:
            known = "J<0.01, grad<0.001, accuracy>0.95, patience=20 or time=10"
            raise UsageError(f"--until {text} is no criterion; write {known}.")
        value = parse_number(match[3])
        found = replace(found, **{name: int(value) if name == "patience" else value})
    return found


def _check(document: Document, file: str) -> None:
    """Raise UsageError where there is nothing to train, or nothing to train it on."""
    from nndesk.network.activations import ACTIVATIONS
    from nndesk.network.engine import counted

    data, network = document.samples, document.network
    if not len(data):
        raise UsageError(f"There are no samples in {file} to train on.")
    if not document.data_fit():
        raise UsageError(f"{file} has {counted(len(data), 'sample')} with {misfit(document)}.")
    if not len(data.training):
        raise UsageError(f"All samples in {file} are held out, so there are none to train on.")
    flat = [name for name in network.outputs if ACTIVATIONS[network.node(name).activation].threshold]
    if flat and len(flat) == len(network.outputs):
        raise UsageError(
            f"There is nothing to descend in {file}: the output {flat[0]} is a "
            f"{network.node(flat[0]).activation}, whose slope φ′ is 0, so nothing was trained or saved."
        )


def _tell(snapshot: Snapshot, epochs: int, shown: Table, courses: bool) -> None:
    """On a terminal the line is written over and over; in a log only the last one stands."""
    last = snapshot.stopped is not None
    line = f"epoch {snapshot.epoch} of {epochs}  J = {shown.number(snapshot.J)}"
    if snapshot.held_out_cost is not None:
        line += f"  held out {shown.number(snapshot.held_out_cost)}"
    if snapshot.stopped not in (None, "epochs"):
        line += f"  stopped by {snapshot.stopped}"
    start, end = ("\r", "  ") if courses else ("", "\n")
    print(start + line, end="\n" if last else end, file=sys.stderr)


def _log(history: Iterable[tuple[int, float, float | None]]) -> str:
    rows = (f"{epoch},{J!r},{'' if unseen is None else repr(unseen)}" for epoch, J, unseen in history)
    return "\n".join(("epoch,J,held_out_J", *rows, ""))
