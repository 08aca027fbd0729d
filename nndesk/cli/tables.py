"""The commands that read and write tables of samples."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from nndesk.cli.commands import document_target
from nndesk.cli.errors import UsageError
from nndesk.data.csv_columns import Column, Role, preview
from nndesk.data.csv_format import SEPARATORS, FormatChoice
from nndesk.data.csv_reading import read
from nndesk.data.csv_rows import listed
from nndesk.data.csv_source import CsvSource
from nndesk.data.csv_wanted import ALL_ROWS, RowChoice, check_wanted
from nndesk.data.csv_writing import spreadsheet_format, table_text
from nndesk.document import storage
from nndesk.document.atomic import check_writable, replace_file
from nndesk.document.document import Document
from nndesk.document.examples import open_document
from nndesk.document.importing import wanted_for, with_fitting_network
from nndesk.document.sample_edits import with_samples
from nndesk.network.engine import counted


def import_table(arguments: argparse.Namespace) -> int:
    """A table becomes the samples of a document, which is saved."""
    to = document_target(arguments.to)
    document = Document() if arguments.into is None else open_document(arguments.into)
    source = CsvSource.of_file(arguments.file)
    seen = preview(source, _format(arguments))
    columns = _columns(seen.columns, arguments, source.name)
    wanted = wanted_for(document, seen, columns, _rows(arguments))
    check_wanted(wanted, source, seen.row_count)
    reading = read(source, wanted)
    dataset = reading.accepted(arguments.leave_out)
    document = with_samples(document, dataset)
    if arguments.into is None:
        document = replace(with_fitting_network(document), title=Path(source.name).stem[:200])
    storage.save(document, to)
    goal = (
        f"{len(dataset.labels)} classes ({listed(dataset.labels)})"
        if dataset.labels
        else counted(dataset.target_count, "target")
    )
    print(f"{counted(len(dataset), 'sample')} with {counted(dataset.input_count, 'input')} and {goal}")
    for note in filter(None, (*reading.notes, seen.doubt)):
        print(note, file=sys.stderr)
    if reading.problems:
        print(f"left out: {reading.problems.rows or reading.problems.count}", file=sys.stderr)
    if not document.data_fit():
        network = document.network
        print(
            f"The network has {counted(len(network.inputs), 'input')} and "
            f"{counted(len(network.outputs), 'output')}, so it does not fit these samples.",
            file=sys.stderr,
        )
    return 0


def samples(arguments: argparse.Namespace) -> int:
    """The samples of a document as a table, on standard output or in a file."""
    if arguments.to is not None:
        check_writable(Path(arguments.to))
    document = open_document(arguments.file)
    if not len(document.dataset):
        raise UsageError(f"There are no samples in {arguments.file}.")
    separator, decimal = spreadsheet_format(arguments.decimal_comma)
    text = table_text(document.dataset, separator, decimal)
    if arguments.to is None:
        print(text, end="")
    else:
        replace_file(Path(arguments.to), text.encode())
    return 0


def _format(arguments: argparse.Namespace) -> FormatChoice:
    separators = {name: separator for separator, name in SEPARATORS.items()}
    return FormatChoice(
        encoding=arguments.encoding,
        separator=separators.get(arguments.separator),
        decimal="," if arguments.decimal_comma else None,
        header=False if arguments.no_header else None,
    )


def _rows(arguments: argparse.Namespace) -> RowChoice:
    if arguments.first is not None:
        return RowChoice("first", arguments.first)
    if arguments.every is not None:
        return RowChoice("every", arguments.every)
    if arguments.random is not None:
        return RowChoice("random", arguments.random, arguments.seed)
    return ALL_ROWS


def _columns(columns: tuple[Column, ...], arguments: argparse.Namespace, name: str) -> tuple[Column, ...]:
    """The columns with the roles that were asked for; those that were not are what they seem to be."""
    asked: dict[int, Role] = {}
    options: tuple[tuple[str | None, Role], ...] = (
        (arguments.inputs, "input"),
        (arguments.target, "target"),
        (arguments.class_column, "class"),
        (arguments.test, "test"),
    )
    for text, role in options:
        for word in text.split(",") if text is not None else ():
            asked[_place(columns, word.strip(), name)] = role
    given = set(asked.values())
    gone: set[Role] = {"target", "class"} if given & {"target", "class"} else set()
    if "input" in given:
        gone.add("input")
    found = []
    for at, column in enumerate(columns):
        role = asked.get(at, column.role)
        if at not in asked and role in gone:
            # What was the target before may be an input, unless the inputs have been named.
            role = "input" if column.kind == "number" and "input" not in given else "ignore"
        found.append(replace(column, role=role))
    return tuple(found)


def _place(columns: tuple[Column, ...], word: str, name: str) -> int:
    """Which column is called so, or has this number from 1."""
    for at, column in enumerate(columns):
        if column.name == word:
            return at
    if word.isdecimal() and 1 <= int(word) <= len(columns):
        return int(word) - 1
    names = [column.name for column in columns]
    shown = listed(names) if len(names) <= 10 else ", ".join([*names[:9], "…"])
    raise UsageError(f"There is no column {word or '“”'} in {name}; its columns are {shown}.")
