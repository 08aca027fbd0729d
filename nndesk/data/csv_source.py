"""Where the text of a table comes from: a file in one of the usual encodings, or the clipboard."""

from __future__ import annotations

import codecs
import io
import os
import random
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nndesk.data.errors import DataError

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 without a mark",
    "utf-16-be": "UTF-16 without a mark",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
}
"""Those that are read, and what they are called."""

TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".dat", ".data")
"""What the names of files end in that may be tables."""
HEAD = 256_000
"""Bytes at the beginning by which a table is judged."""
LONGEST_LINE = 1_000_000
"""Characters in a line beyond which a text is no table."""
_WHOLE = 50_000_000
"""Bytes up to which all of a file is looked at to tell its encoding."""
_PIECE = 65_536

_OTHERS = (
    (b"PK\x03\x04", "a spreadsheet or an archive; save the table as CSV first"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet of Excel; save the table as CSV first"),
    (b"\x1f\x8b", "compressed; unpack it first"),
    (b"%PDF", "a PDF, not a table"),
    (b"\x89PNG", "a picture, not a table"),
)


@dataclass(frozen=True, slots=True)
class CsvSource:
    """A file, or a text where ``path`` is None. ``name`` is what to call it in a sentence."""

    name: str
    path: Path | None = None
    text: str = ""

    @staticmethod
    def of_file(path: str | os.PathLike[str]) -> CsvSource:
        """The table in a file, which is not opened yet."""
        return CsvSource(Path(path).name, Path(path))

    @staticmethod
    def of_text(text: str, name: str = "The text") -> CsvSource:
        """A table that is a text already."""
        return CsvSource(name, None, text.removeprefix("\ufeff"))

    def size(self) -> int:
        """Bytes of the file; of a text, characters. Raises DataError if the file is gone."""
        if self.path is None:
            return len(self.text)
        with _told(self.name):
            return self.path.stat().st_size

    def head(self) -> bytes:
        """The beginning of the file, at most ``HEAD`` bytes; empty for a text.

        Raises:
            DataError: it cannot be read, is empty, or is no text.
        """
        if self.path is None:
            if not self.text or self.text.isspace():
                raise DataError(f"{self.name} is empty.")
            return b""
        with _told(self.name), open(_ordinary(self.path, self.name), "rb") as file:
            head = file.read(HEAD)
        if not head:
            raise DataError(f"{self.name} is empty.")
        for magic, what in _OTHERS:
            if head.startswith(magic):
                raise DataError(f"{self.name} is {what}.")
        if b"\0" in head and not _utf16(head):
            raise DataError(f"{self.name} is not a text, so there is no table in it.")
        return head

    def encoding(self, head: bytes) -> str:
        """The encoding, a key of ``ENCODINGS``, judged by marks at the beginning and by what fits."""
        if self.path is None:
            return "utf-8"
        marked = _utf16(head)
        if marked is not None:
            return marked
        data, whole = head, len(head) < HEAD
        if not whole and self.size() <= _WHOLE:
            with _told(self.name):
                data, whole = self.path.read_bytes(), True
        for codec in ("utf-8", "cp1252"):
            try:
                # Otherwise the last character may be cut in two.
                codecs.getincrementaldecoder(codec)().decode(data, whole)
            except UnicodeDecodeError:
                continue
            return codec
        return "latin-1"

    def head_text(self, head: bytes, encoding: str) -> tuple[str, bool]:
        """The beginning as text in whole lines, and whether that is all there is."""
        if self.path is None:
            text, whole = self.text[:HEAD], len(self.text) <= HEAD
        else:
            whole = len(head) < HEAD
            decoder = codecs.getincrementaldecoder(_with_mark(encoding))(errors="replace")
            try:
                text = decoder.decode(head, final=whole)
            except UnicodeError as error:
                raise _other_encoding(self.name, encoding) from error
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not whole and "\n" in text:
            text = text[: text.rindex("\n") + 1]
        return text, whole

    @contextmanager
    def opened(self, encoding: str) -> Iterator[CsvLines]:
        """The lines from the beginning.

        Raises:
            DataError: the file cannot be read. While reading, also: it is in another encoding, or a line is
                longer than ``LONGEST_LINE``.
        """
        if self.path is None:
            yield CsvLines(io.StringIO(self.text, newline=None), None, self.name, len(self.text), encoding)
            return
        with _told(self.name), open(_ordinary(self.path, self.name), "rb") as raw:
            text = io.TextIOWrapper(raw, _with_mark(encoding))
            yield CsvLines(text, raw, self.name, max(1, self.size()), encoding)

    def some_lines(self, encoding: str, count: int, seed: int) -> Iterator[str]:
        """``count`` lines from places all over a large file, in its order, without reading what is between.

        One place is drawn in each of ``count`` equal parts; the line after it is taken. The same seed gives
        the same lines.
        """
        if self.path is None:
            raise DataError(f"{self.name} is no file.")
        draw = random.Random(seed)
        size, codec = self.size(), _with_mark(encoding)
        if encoding == "utf-16":
            with open(self.path, "rb") as raw:
                codec = "utf-16-be" if raw.read(2) == codecs.BOM_UTF16_BE else "utf-16-le"
        reach, part = 4096, size / count
        with _told(self.name), open(self.path, "rb") as raw:
            for i in range(count):
                at = int(part * (i + draw.random())) // 4 * 4
                raw.seek(at)
                lines = raw.read(reach).decode(codec, "ignore").splitlines()
                if len(lines) < 3 and at + reach < size:
                    raw.seek(at)
                    lines = raw.read(_PIECE).decode(codec, "ignore").splitlines()
                # The first is cut in front, the last behind.
                if len(lines) > 2:
                    yield lines[1] + "\n"


class CsvLines:
    """Lines that know how far they are."""

    def __init__(
        self, text: io.TextIOBase, raw: io.BufferedReader | None, name: str, size: int, encoding: str
    ) -> None:
        self._text, self._raw, self._name, self._size = text, raw, name, size
        self._encoding = encoding
        self._read = 0

    def __iter__(self) -> Iterator[str]:
        readline, number = self._text.readline, 0
        counted = self._raw is None
        while True:
            number += 1
            try:
                line = readline(LONGEST_LINE)
            except UnicodeError as error:
                raise _other_encoding(self._name, self._encoding, number) from error
            if not line:
                return
            if len(line) == LONGEST_LINE:
                raise DataError(
                    f"Row {number:,} of {self._name} has more than {LONGEST_LINE:,} characters; "
                    "this is no table."
                )
            if counted:
                self._read += len(line)
            yield line

    @property
    def part(self) -> float:
        """How much has been read, 0 to 1."""
        done = self._raw.tell() if self._raw is not None else self._read
        return min(1.0, done / max(1, self._size))


def _with_mark(encoding: str) -> str:
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _other_encoding(name: str, encoding: str, row: int = 0) -> DataError:
    where = f" about row {row:,}" if row else ""
    return DataError(f"{name} is not in {ENCODINGS[encoding]}{where}; choose another encoding.")


def _utf16(head: bytes) -> str | None:
    """UTF-16 or UTF-32 by its mark, or by the zeros of every second byte."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[:1000:2].count(0), head[1:1000:2].count(0)
    half = len(head[:1000]) // 2
    if odd > 0.7 * half and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and not odd else None


def _ordinary(path: Path, name: str) -> Path:
    """``path``, unless it would never end or is no file."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise DataError(f"{name} is a folder, not a file.")
    if not stat.S_ISREG(mode):
        raise DataError(f"{name} is not an ordinary file.")
    return path


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise DataError(f"There is no file {name}.") from error
    except OSError as error:
        raise DataError(f"{name} cannot be read: {error.strerror or error}.") from error
