"""Training stops by itself, and says why."""

from __future__ import annotations

import numpy as np
import pytest

from nndesk.data.generators import truth_table
from nndesk.document.examples import example
from nndesk.network.engine import CompiledNetwork
from nndesk.network.errors import NetworkError
from nndesk.network.hyperparameters import Hyperparameters
from nndesk.network.scores import accuracy
from nndesk.network.stopping import Measures, Stopping, Watch
from nndesk.network.training import train

OR = truth_table("or")
NETWORK = example("logistic").network


def _run(stopping: Stopping, epochs: int = 2000, **more):
    knobs = Hyperparameters(eta=0.5, batch=0, epochs=epochs, stopping=stopping)
    return list(train(NETWORK, OR.x, OR.t, knobs, **more))


def test_the_epochs_end_it_where_nothing_else_does() -> None:
    assert _run(Stopping(), epochs=5)[-1].stopped == "epochs"
    assert [s.stopped for s in _run(Stopping(), epochs=5)[:-1]] == [None] * 5


def test_a_low_cost() -> None:
    found = _run(Stopping(cost=0.05))
    assert found[-1].stopped == "cost"
    assert found[-1].J < 0.05 <= found[-2].J


def test_a_flat_gradient() -> None:
    found = _run(Stopping(gradient=0.05))
    assert found[-1].stopped == "gradient"
    lengths = [np.linalg.norm(CompiledNetwork(s.network).gradient(OR.x, OR.t, "squared")) for s in found[-2:]]
    assert lengths[1] < 0.05 <= lengths[0]


def test_accuracy() -> None:
    found = _run(Stopping(accuracy=1.0))
    assert found[-1].stopped == "accuracy"
    assert accuracy(CompiledNetwork(found[-1].network), OR.x, OR.t) == 1.0


def test_patience_looks_at_the_held_out_samples() -> None:
    # What is held out says the opposite: it gets worse from the first epoch on.
    found = _run(Stopping(patience=4), held_out=(OR.x, 1.0 - OR.t))
    assert found[-1].stopped == "patience"
    assert found[-1].epoch <= 10
    assert found[-1].held_out_cost > found[0].held_out_cost
    assert _run(Stopping(patience=4), epochs=50)[-1].stopped == "epochs"


def test_it_looks_after_every_epoch_and_gives_the_last_state() -> None:
    found = _run(Stopping(cost=0.05), every=100)
    whole = _run(Stopping(cost=0.05))
    assert found[-1].epoch == whole[-1].epoch
    assert found[-1].parameters.tobytes() == whole[-1].parameters.tobytes()


def test_the_first_of_several_criteria() -> None:
    watch = Watch(Stopping(cost=0.1, accuracy=0.9, patience=2, seconds=60.0))
    assert watch.reason(Measures(0.5, accuracy=0.5)) is None
    assert watch.reason(Measures(0.6, accuracy=0.5)) is None
    assert watch.reason(Measures(0.4, accuracy=0.5)) is None
    assert watch.reason(Measures(0.4, accuracy=0.5, seconds=61.0)) == "time"
    assert watch.reason(Measures(0.45, accuracy=0.5)) == "patience"
    assert watch.reason(Measures(0.45, accuracy=0.95)) == "accuracy"
    assert watch.reason(Measures(0.05, accuracy=0.95)) == "cost"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"cost": -1.0}, "cost to stop at"),
        ({"gradient": float("nan")}, "gradient to stop at"),
        ({"accuracy": 1.2}, "from 0 to 1"),
        ({"patience": 0}, "one epoch or more"),
        ({"seconds": -1.0}, "time to stop at"),
    ],
)
def test_criteria_out_of_range_are_named(changes: dict, says: str) -> None:
    with pytest.raises(NetworkError, match=says):
        Stopping(**changes)
    assert not Stopping()
    assert Stopping(patience=3)
