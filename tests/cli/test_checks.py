"""``nndesk check`` on files: people rely on it, so it must find every right gradient right."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from strategies import random_network, random_sample

from nndesk.cli import main
from nndesk.document import storage
from nndesk.document.document import Document, Example
from nndesk.network.check import LIMIT
from nndesk.network.hyperparameters import Hyperparameters
from nndesk.network.pytorch import installed


def checked(
    capsys: pytest.CaptureFixture[str], path: Path, rng: np.random.Generator, cost: str
) -> tuple[Document, dict]:
    """A random network saved, and what the command says of it."""
    network = random_network(rng, output_activation="sigmoid" if cost == "cross_entropy" else None)
    document = Document(
        network=network,
        positions=dict.fromkeys(network.names, (0.0, 0.0)),
        example=Example(*random_sample(rng, network)),
        hyperparameters=Hyperparameters(cost=cost),
    )
    storage.save(document, path)
    assert main(["check", str(path), "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return document, json.loads(out)


@pytest.mark.parametrize("cost", ["squared", "cross_entropy"])
def test_200_random_networks_agree(capsys: pytest.CaptureFixture[str], tmp_path: Path, cost: str) -> None:
    rng = np.random.default_rng(2024)
    skips = several = mixed = 0
    for _ in range(200):
        document, found = checked(capsys, tmp_path / "random.nndesk", rng, cost)
        assert found["agrees"] is True
        assert found["largest_relative_difference"] <= found["limit"] == LIMIT == 1e-6
        assert found["skipped"] == []
        assert len(found["pairs"]) == 4 + installed()
        network = document.network
        level = network.topology.level
        skips += any(level[e.target] - level[e.source] > 1 for e in network.edges)
        several += len(network.outputs) > 1
        mixed += len({node.activation for node in network.nodes}) > 1
    assert min(skips, several, mixed) > 40


def test_a_wrong_gradient_fails_and_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from nndesk.network import check as module

    right = module.gradients

    def wrong(*arguments: object) -> tuple[float, dict, dict]:
        J, dw, db = right(*arguments)  # type: ignore[arg-type]
        return J, {key: value + 1e-4 for key, value in dw.items()}, db

    monkeypatch.setattr(module, "gradients", wrong)
    assert main(["check", "worked-example", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["agrees"] is False
    assert found["largest_relative_difference"] == pytest.approx(1e-4, rel=1e-3)
    assert "<-" in found["where"]
    assert main(["check", "worked-example"]) == 1
    assert "ABOVE 1e-06" in capsys.readouterr().out
