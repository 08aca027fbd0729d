"""The clipboard: parts of networks go from process to process; rubbish is told from them at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nndesk.document.examples import example
from nndesk.document.fragments import copied
from nndesk.document.storage import encode
from nndesk.gui import clipboard
from nndesk.gui.clipboard import MIME, MOST_BYTES, ClipboardError, part_in, put_part
from nndesk.gui.diagram.editables import weight_of
from nndesk.gui.workbench import Workbench
from nndesk.network.model import EdgeKey
from tests.hand import Hand

CTRL = Qt.KeyboardModifier.ControlModifier
PART = copied(example("xor"), ["x1", "h1", "o1"])


def mime(text: str | None = None, **kinds: bytes) -> QMimeData:
    data = QMimeData()
    if text is not None:
        data.setText(text)
    for kind, content in kinds.items():
        data.setData(kind.replace("__", "/").replace("_", "-"), QByteArray(content))
    return data


def own(content: bytes) -> QMimeData:
    data = QMimeData()
    data.setData(MIME, QByteArray(content))
    return data


def picture() -> QMimeData:
    data = QMimeData()
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    data.setImageData(image)
    return data


RUBBISH = {
    "nothing": mime(),
    "words": mime("Dear all, the lecture is moved to room 12."),
    "empty": mime(""),
    "code": mime("__import__('os').system('rm -rf /')"),
    "another program's JSON": mime(json.dumps({"type": "excalidraw", "elements": []})),
    "another program's JSON that names us": mime(json.dumps({"made by": "nndesk", "elements": []})),
    "deep": mime('{"format": "nndesk", "x": ' + "[" * 200_000),
    "half a network": mime(encode(PART).decode()[:300]),
    "a newer network": mime(encode(PART).decode().replace('"version": 3', '"version": 99')),
    "lone surrogate": mime('{"format": "nndesk", "title": "\ud800"}'),
    "50 MB": mime("x" * 50_000_000),
    "50 MB of JSON": mime('{"format": "nndesk", "version": 2, "title": "' + "x" * 50_000_000),
    "binary of our type": own(bytes(range(256)) * 100),
    "nothing of our type": own(b""),
    "50 MB of our type": own(b"{" * 50_000_000),
    "binary": mime(application__octet_stream=bytes(range(256))),
    "a picture": picture(),
    "a table": mime("1\t2\n3\t4"),
}


@pytest.mark.parametrize("what", RUBBISH)
def test_rubbish_is_told_from_a_network_in_one_sentence(qapp: QApplication, what: str) -> None:
    with pytest.raises(ClipboardError) as caught:
        part_in(RUBBISH[what])
    sentence = str(caught.value)
    assert sentence.isprintable()
    assert sentence.endswith((".", "…"))
    assert len(sentence) <= 400


@pytest.mark.parametrize("what", ["words", "50 MB", "binary of our type", "a picture"])
def test_pasting_rubbish_does_nothing_but_say_so(bench: Workbench, what: str) -> None:
    before = bench.session.document
    rubbish = RUBBISH[what]
    again = QMimeData()
    for kind in rubbish.formats():
        again.setData(kind, rubbish.data(kind))
    if rubbish.hasImage():
        again.setImageData(rubbish.imageData())
    QGuiApplication.clipboard().setMimeData(again)
    said: list[tuple[str, str]] = []
    bench.session.message.connect(lambda text, kind: said.append((text, kind)))
    bench.diagram.setFocus()
    Hand(bench.diagram).key("v", CTRL)
    assert bench.session.document is before
    assert bench.session.undo_stack.count() == 0
    assert [kind for _, kind in said] == ["error"]


def test_a_part_comes_back_from_either_of_its_types_and_so_does_a_whole_file(qapp: QApplication) -> None:
    put_part(PART)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(MIME)
    assert part_in(data) == PART
    assert part_in(mime(data.text())) == PART
    assert part_in(mime("\ufeff  " + encode(example("worked-example")).decode())) == example("worked-example")


def test_a_part_that_would_be_too_large_to_paste_is_not_copied(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(encode(PART)) < MOST_BYTES
    monkeypatch.setattr(clipboard, "MOST_BYTES", 100)
    with pytest.raises(ClipboardError, match="MB"):
        put_part(PART)


def test_what_one_process_has_copied_another_pastes(bench: Workbench) -> None:
    """The system's clipboard is not there without a screen; what would be on it is."""
    script = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from nndesk.document.examples import example; from nndesk.document.fragments import copied\n"
        "from nndesk.gui.clipboard import MIME, put_part\n"
        "put_part(copied(example('worked-example'), ['x1', 'h1', 'o1']))\n"
        "sys.stdout.buffer.write(app.clipboard().mimeData().data(MIME).data())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, env={**os.environ}, timeout=60
    )
    QGuiApplication.clipboard().setMimeData(own(run.stdout))
    bench.diagram.setFocus()
    Hand(bench.diagram).key("v", CTRL)
    network = bench.session.document.network
    assert {"x3", "h3", "o2"} <= set(network.names)
    assert network.edge("x3", "h3").weight == example("worked-example").network.edge("x1", "h1").weight
    assert bench.session.undo_stack.undoText() == "Paste 3 nodes"


def test_copying_in_a_field_copies_its_text(bench: Workbench, qtbot: QtBot) -> None:
    bench.session.select(["h1"])
    field = bench.inspector.page.name_field
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, "c", CTRL)
    assert QGuiApplication.clipboard().text() == "h1"
    QTest.keyClick(field, "v", CTRL)
    assert bench.session.undo_stack.count() == 0
    field.selectAll()
    QTest.keyClick(field, "x", CTRL)
    assert field.text() == ""
    assert "h1" in bench.session.document.network
    bench.diagram.edit(weight_of(EdgeKey("h1", "o1")))
    inline = bench.diagram.typing.field
    assert inline is not None
    inline.setText("12")
    inline.selectAll()
    QTest.keyClick(inline, "c", CTRL)
    assert QGuiApplication.clipboard().text() == "12"
    bench.diagram.typing.close()


def test_selected_words_of_a_message_are_copied_as_words(bench: Workbench) -> None:
    bench.session.select(["h1"])
    bench.message_bar.say("half a word", "info")
    label = bench.message_bar._text
    label.setFocus()
    label.setSelection(0, 4)
    QTest.keyClick(label, "c", CTRL)
    assert QGuiApplication.clipboard().text() == "half"
