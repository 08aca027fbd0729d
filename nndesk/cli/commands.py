"""The commands that print or save and need neither pictures nor a window."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from nndesk.cli.errors import UsageError
from nndesk.document import edits, storage
from nndesk.document.atomic import check_writable
from nndesk.document.document import Document
from nndesk.document.examples import EXAMPLES, open_document
from nndesk.network.numbers import parse_number


def examples(arguments: argparse.Namespace) -> int:
    if arguments.json:
        print_json({name: {"title": e.title, "sentence": e.sentence} for name, e in EXAMPLES.items()})
    else:
        width = max(map(len, EXAMPLES))
        for name, info in EXAMPLES.items():
            print(f"{name:{width}}  {info.title}. {info.sentence}")
    return 0


def new(arguments: argparse.Namespace) -> int:
    to = document_target(arguments.to)
    document = edits.layered(arguments.layers, activation=arguments.activation, seed=arguments.seed)
    if arguments.data is not None:
        document = _with_data(document, arguments.data, arguments.seed)
    storage.save(document, to)
    return 0


def _with_data(document: Document, words: str, seed: int) -> Document:
    """The generated samples that ``words`` ask for; outputs that are to approximate numbers become linear."""
    from nndesk.data.generators import settings_of
    from nndesk.document.sample_edits import with_generated

    generator, settings = settings_of(words)
    made = with_generated(document, generator, settings, seed)
    if not made.data_fit():
        raise UsageError(f"With the data {generator.name}, the document has {misfit(made)}.")
    return with_generated(document, generator, settings, seed, adapt=True) if generator.values else made


def misfit(document: Document) -> str:
    """``2 inputs and 3 targets, but its network has 2 inputs and 1 output``."""
    from nndesk.network.engine import counted

    data, network = document.samples, document.network
    given = f"{counted(data.input_count, 'input')} and {counted(data.target_count, 'target')}"
    wanted = f"{counted(len(network.inputs), 'input')} and {counted(len(network.outputs), 'output')}"
    return f"{given}, but its network has {wanted}"


def kinds_of_data(arguments: argparse.Namespace) -> int:
    from nndesk.data.generators import GENERATORS
    from nndesk.data.knobs import Choice

    if arguments.json:
        print_json(
            {
                generator.name: {
                    "title": generator.title,
                    "sentence": generator.sentence,
                    "knobs": {
                        knob.name: {
                            "meaning": knob.meaning,
                            "default": knob.default,
                            **(
                                {"options": list(knob.options)}
                                if isinstance(knob, Choice)
                                else {"low": knob.low, "high": knob.high}
                            ),
                        }
                        for knob in generator.knobs
                    },
                }
                for generator in GENERATORS.values()
            }
        )
        return 0
    for generator in GENERATORS.values():
        print(f"{generator.name}  {generator.title}. {generator.sentence}")
        for knob in generator.knobs:
            if isinstance(knob, Choice):
                allowed = ", ".join(knob.options)
            else:
                allowed = f"{knob.low:g} … {knob.high:.12g}"
            print(f"    {knob.name}={knob.default}  {knob.meaning}; {allowed}")
    return 0


def show(arguments: argparse.Namespace) -> int:
    document = open_document(arguments.file)
    network = document.network
    if arguments.json:
        print_json(
            {
                "nodes": [
                    *(
                        {"name": name, "role": "input", "activation": None, "bias": None}
                        for name in network.inputs
                    ),
                    *(
                        {
                            "name": node.name,
                            "role": network.role(node.name),
                            "activation": node.activation,
                            "bias": node.bias,
                        }
                        for node in network.nodes
                    ),
                ],
                "edges": [
                    {"source": e.source, "target": e.target, "weight": e.weight} for e in network.edges
                ],
                "cost": document.cost,
            }
        )
        return 0
    shown = Table(document)
    shown.rows(
        ("node", "role", "activation", "bias"),
        [(name, "input", "", "") for name in network.inputs]
        + [(n.name, network.role(n.name), n.activation, shown.number(n.bias)) for n in network.nodes],
    )
    print()
    shown.rows(("edge", "weight"), [(str(e.key), shown.number(e.weight)) for e in network.edges])
    print(f"\ncost {document.cost}, η = {shown.number(document.eta)}")
    return 0


def one_pass(arguments: argparse.Namespace) -> int:
    from nndesk.network.passes import backward, forward

    document = open_document(arguments.file)
    network = document.network
    x = document.example.x
    if arguments.x is not None:
        x = numbers(arguments.x, "--x", len(network.inputs), "input")
    if arguments.eta is not None:
        document = edits.set_hyperparameters(document, eta=parse_number(arguments.eta))
    eta = document.eta
    done = forward(network, x)
    result: dict[str, Any] = {
        "x": {name: done.z[name] for name in network.inputs},
        "s": dict(done.s),
        "z": {node.name: done.z[node.name] for node in network.nodes},
        "phi_prime": dict(done.phi_prime),
    }
    if arguments.t is not None:
        t = numbers(arguments.t, "--t", len(network.outputs), "output")
        back = backward(network, done, t, arguments.cost or document.cost)
        result |= {
            "J": back.J,
            "delta": dict(back.delta),
            "dJ_dw": _by_edge(back.dJ_dw),
            "dw": _by_edge(back.dw(eta)),
            "dJ_db": dict(back.dJ_db),
            "db": dict(back.db(eta)),
        }
    if arguments.json:
        print_json(result)
    else:
        _print_pass(document, result, eta)
    return 0


def _print_pass(document: Document, result: Mapping[str, Any], eta: float) -> None:
    shown = Table(document)
    columns = [("s", "s"), ("z", "z"), ("φ′(s)", "phi_prime"), ("δ", "delta"), ("Δb", "db")]
    columns = [(title, key) for title, key in columns if key in result]
    shown.rows(
        ("node", *(title for title, _ in columns)),
        [(name, *(shown.number(result[key][name]) for _, key in columns)) for name in result["s"]],
    )
    if "J" in result:
        print()
        shown.rows(
            ("edge", "∂J/∂w", "Δw"),
            [(e, shown.number(result["dJ_dw"][e]), shown.number(result["dw"][e])) for e in result["dw"]],
        )
        print(f"\nJ = {shown.number(result['J'])}, η = {shown.number(eta)}, δ = −∂J/∂s")


def check(arguments: argparse.Namespace) -> int:
    from nndesk.network.check import LIMIT
    from nndesk.network.check import check as compare
    from nndesk.network.pytorch import installed

    document = open_document(arguments.file)
    example = document.example
    found = compare(document.network, example.x, example.t, document.cost, pytorch=installed())
    if arguments.json:
        print_json(
            {
                "largest_relative_difference": found.largest,
                "where": found.where,
                "pairs": {p.name: {"difference": p.largest, "where": p.where} for p in found.pairs},
                "skipped": list(found.skipped),
                "limit": LIMIT,
                "agrees": found.agrees,
            }
        )
    else:
        for pair in found.pairs:
            print(f"{pair.name}: {pair.largest:.2g}" + (f" at {pair.where}" if pair.where else ""))
        if found.skipped:
            print(f"not compared by finite differences, too near a kink or jump: {', '.join(found.skipped)}")
        verdict = "within" if found.agrees else "ABOVE"
        print(f"largest relative difference {found.largest:.2g}, {verdict} {LIMIT:g}")
    return 0 if found.agrees else 1


# --- reading and printing -----------------------------------------------------------------------------------


def numbers(text: str, option: str, count: int, what: str) -> tuple[float, ...]:
    """A list: ``1,0,1``, or ``0,5;1`` with semicolons where the comma is decimal. Raises UsageError."""
    parts = [part for part in text.split(";" if ";" in text else ",") if part.strip()]
    if len(parts) != count:
        from nndesk.network.engine import counted

        given, wanted = counted(len(parts), "number"), counted(count, what)
        raise UsageError(f"{option} {text} has {given}, but the network has {wanted}.")
    return tuple(parse_number(part) for part in parts)


def document_target(text: str) -> Path:
    """Where a document is to be saved. Raises UsageError or UnwritableError before any work is done."""
    path = Path(text)
    if path.suffix.lower() != storage.EXTENSION:
        raise UsageError(f"--to {text}: the name of a document must end in {storage.EXTENSION}.")
    check_writable(path)
    return path


def _by_edge(values: Mapping[Any, float]) -> dict[str, float]:
    return {str(key): value for key, value in values.items()}


def print_json(value: object) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False))


class Table:
    """Aligned columns with the document's own number format."""

    def __init__(self, document: Document) -> None:
        self._view = document.view

    def number(self, value: float) -> str:
        return replace(self._view.numbers, digits=max(6, self._view.digits)).text(value)

    def rows(self, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        """Print the header and rows; the first column is left-aligned, numbers to the right."""
        widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
        for row in (header, *rows):
            cells = [row[0].ljust(widths[0])]
            cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
            print("  ".join(cells).rstrip())
