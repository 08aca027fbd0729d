from __future__ import annotations

import pytest

from nndesk.document.layered import layered
from nndesk.gui.diagram import label_layer
from nndesk.gui.workbench import Workbench
from nndesk.network.model import EdgeKey


def test_weights_are_laid_out_when_they_can_be_read(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[object] = []
    place = label_layer.label_places

    def counted(*arguments: object) -> object:
        laid_out.append(arguments)
        return place(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(label_layer, "label_places", counted)
    view = bench.diagram
    bench.session.edit("Draw 2-8-8-1", layered("2-8-8-1", seed=1))
    view.fit()
    assert not view.diagram.labels.legible_at(view.camera.scale)
    laid_out.clear()
    for index in range(5):
        bench.playback.seek(index)
        view.viewport().grab()
    assert not laid_out

    while not view.diagram.labels.legible_at(view.camera.scale):
        view.zoom_in()
    view.viewport().grab()
    assert len(laid_out) == 1
    assert view.diagram.labels.center(EdgeKey("x1", "h1")) is not None
