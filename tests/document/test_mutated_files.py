"""Whatever a file has become, opening it gives a document or one sentence."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from nndesk.document.document import Document, check
from nndesk.document.examples import EXAMPLES, example
from nndesk.document.storage import StorageError, decode, encode

SAVED = Path(__file__).parent / "saved"
SEEDS = [encode(example(name)) for name in EXAMPLES if len(example(name).dataset) < 50]
SEEDS += [path.read_bytes() for path in sorted(SAVED.glob("v*/*"))]
ODD_VALUES: list[Any] = [
    None, True, False, 0, -1, 2, 1e308, -1e308, 10**30, 2**63, -0.0, 0.5, "", " ", "h1", "x1", "o1",
    "sigmoid", "a\nb", "\x00", "\u202e", "é" * 50, "x" * 5000, [], {}, [[]], [1, 2], [1, 2, 3, 4],
    {"name": "h1"}, [None], ["h1"],
]  # fmt: skip


def spoilt_bytes(data: bytes, draw: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(draw.choice((1, 1, 1, 2, 5, 20))):
        at = draw.randrange(len(spoilt) + 1)
        length = draw.choice((1, 1, 2, 10, 100))
        match draw.randrange(7):
            case 0 if at < len(spoilt):
                spoilt[at] ^= 1 << draw.randrange(8)
            case 1:
                del spoilt[at:]
            case 2:
                del spoilt[at : at + length]
            case 3:
                spoilt[at:at] = draw.randbytes(length)
            case 4:
                spoilt[at:at] = spoilt[at : at + length]
            case 5:
                spoilt[at : at + 1] = draw.choice(
                    (b'"', b"{", b"}", b"[", b"]", b",", b":", b"-", b"9", b"e", b"\\")
                )
            case _:
                spoilt[at : at + length] = b"[" * draw.choice((1, 1000, 50_000))
    return bytes(spoilt)


def spoilt_json(data: bytes, draw: random.Random) -> bytes:
    root = json.loads(data)
    for _ in range(draw.choice((1, 1, 1, 2, 5))):
        holders = [root, *(part for part in parts_of(root) if isinstance(part, dict | list) and part)]
        holder: Any = draw.choice(holders)
        if not holder:
            continue
        key = draw.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        match draw.randrange(6):
            case 0 | 1:
                holder[key] = copy.deepcopy(draw.choice(ODD_VALUES))
            case 2:
                del holder[key]
            case 3:
                other: Any = draw.choice(list(parts_of(root)))
                holder[key] = copy.deepcopy(other)
            case 4 if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            case 4:
                holder[str(draw.choice(ODD_VALUES))] = copy.deepcopy(draw.choice(ODD_VALUES))
            case _ if isinstance(holder, list):
                draw.shuffle(holder)
            case _ if isinstance(holder[key], float | int):
                holder[key] *= draw.choice((-1, 0, 2, 1e300))
    return json.dumps(root).encode("utf-8", "surrogatepass")


def parts_of(value: Any) -> list[Any]:
    inside = list(value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
    return inside + [deeper for part in inside for deeper in parts_of(part)]


@pytest.mark.parametrize("spoil", [spoilt_bytes, spoilt_json])
def test_two_thousand_spoilt_files_open_or_are_refused_with_a_sentence(spoil: Any) -> None:
    draw = random.Random(20210526)
    opened = refused = 0
    for _ in range(2000):
        data = spoil(draw.choice(SEEDS), draw)
        try:
            document = decode(data, where="spoilt.nndesk")
        except StorageError as error:
            message = str(error)
            assert message.startswith("spoilt.nndesk: ")
            assert message.isprintable()
            assert message.endswith((".", "…"))
            assert len(message) <= 400
            refused += 1
        else:
            assert isinstance(document, Document)
            check(document)
            assert decode(encode(document)) == document
            opened += 1
    # Neither may be rare, or the test would test nothing.
    assert opened > 50
    assert refused > 600
