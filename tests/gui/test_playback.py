from __future__ import annotations

import dataclasses
import itertools

import pytest

from nndesk.document import edits
from nndesk.document.document import Document, Example
from nndesk.gui.playback import LONGEST_SYNCHRONOUS, SPEEDS, Playback
from nndesk.gui.session import Session
from nndesk.network.hyperparameters import Hyperparameters
from nndesk.network.model import Edge, EdgeKey, Network, Node


def two_two_one(activation: str = "sigmoid") -> Document:
    network = Network(
        inputs=("x1", "x2"),
        nodes=(Node("h1", "sigmoid", -2.0), Node("h2", "sigmoid", -5.6), Node("o", activation, -3.1)),
        edges=(
            Edge("x1", "h1", 5.2),
            Edge("x2", "h1", 5.2),
            Edge("x1", "h2", 3.6),
            Edge("x2", "h2", 3.6),
            Edge("h1", "o", 6.8),
            Edge("h2", "o", -7.3),
        ),
        outputs=("o",),
    )
    positions = dict.fromkeys(network.names, (0.0, 0.0))
    return Document(network=network, positions=positions, example=Example((1.0, 0.0), (1.0,)))


@pytest.fixture
def session(qapp):
    session = Session(two_two_one())
    yield session
    session.close()


def changed_weight(document: Document, weight: float) -> Document:
    network = document.network.with_weights({EdgeKey("x1", "h1"): weight})
    return dataclasses.replace(document, network=network)


def test_it_starts_before_the_first_step_with_the_values_of_the_example(playback):
    assert playback.index == -1
    assert playback.step() is None
    known = playback.known()
    assert set(known.s) == {"h1", "h2", "o"}
    assert set(known.z) == {"x1", "x2", "h1", "h2", "o"}
    assert not known.delta


def test_stepping_goes_forth_and_back_and_stays_within_the_walk(playback):
    shown = []
    playback.step_shown.connect(shown.append)
    playback.previous()
    playback.next()
    playback.next()
    playback.previous()
    playback.to_end()
    playback.next()
    playback.to_start()
    assert shown == [0, 1, 0, len(playback) - 1, -1]


def test_only_what_has_been_computed_is_known_during_a_walk(playback):
    playback.seek(0)
    assert set(playback.known().s) == {"h1"}
    playback.to_end()
    assert set(playback.known().delta) == {"h1", "h2", "o"}


def test_phases_cut_the_walk_without_gaps(playback):
    spans = playback.phases()
    assert [span.phase for span in spans] == ["forward", "cost", "backward", "update"]
    assert spans[0].start == 0
    assert spans[-1].stop == len(playback)
    assert all(a.stop == b.start for a, b in itertools.pairwise(spans))


def test_playing_walks_to_the_end_and_stops_there(qtbot, playback):
    playback.speed = 8
    playback.seek(len(playback) - 3)
    shown, playing = [], []
    playback.step_shown.connect(shown.append)
    playback.playing_changed.connect(playing.append)
    playback.play()
    assert playback.playing
    qtbot.waitUntil(lambda: not playback.playing)
    assert shown == [len(playback) - 2, len(playback) - 1]
    assert playing == [True, False]


def test_play_at_the_end_starts_again(playback):
    playback.to_end()
    playback.play()
    assert playback.playing
    assert playback.index == 0


def test_stepping_by_hand_stops_playing(playback):
    playback.play()
    playback.next()
    assert not playback.playing
    assert playback.index == 1


def test_scrubbing_does_not_stop_playing(playback):
    playback.play()
    playback.seek(4)
    assert playback.playing
    assert playback.index == 4


def test_speed_shortens_the_present_step_too(playback):
    playback.play()
    before = playback._timer.remainingTime()
    playback.speed = 4
    assert playback._timer.remainingTime() <= before / 4 + 2
    playback.speed = 1000
    assert playback.speed == SPEEDS[-1]


def test_the_step_is_kept_when_a_weight_or_the_example_changes(qtbot, session, playback):
    playback.seek(7)
    before = playback.step().value
    with qtbot.waitSignal(playback.walk_changed):
        session.edit("Weight", changed_weight(session.document, 1.0))
    assert playback.index == 7
    example = Example((0.0, 1.0), (0.0,))
    with qtbot.waitSignal(playback.walk_changed):
        session.edit("Example", dataclasses.replace(session.document, example=example))
    assert playback.index == 7
    assert playback.step().value != before
    assert playback.walk.forward.x == {"x1": 0.0, "x2": 1.0}


def test_the_step_is_forgotten_when_the_graph_changes(qtbot, session, playback):
    playback.play()
    network = session.document.network
    fewer = dataclasses.replace(network, edges=network.edges[1:])
    session.edit("Remove an edge", dataclasses.replace(session.document, network=fewer))
    assert playback.index == -1
    assert not playback.playing


def test_another_document_starts_afresh_even_with_the_same_graph(session, playback):
    playback.seek(3)
    session.new(changed_weight(session.document, 0.5))
    assert playback.index == -1


def test_what_the_passes_do_not_depend_on_does_not_record_them_anew(qtbot, session, playback):
    with qtbot.assertNotEmitted(playback.walk_changed):
        session.edit("Title", dataclasses.replace(session.document, title="XOR"))


def test_an_empty_document_has_an_empty_walk(worker):
    session = Session(Document())
    playback = Playback(session, worker)
    assert len(playback) == 0
    playback.play()
    playback.next()
    assert playback.index == -1
    assert not playback.playing
    assert playback.phases() == ()
    session.close()


def test_a_cost_that_does_not_fit_leaves_the_forward_pass_and_says_why(qtbot, session, playback):
    knobs = Hyperparameters(cost="cross_entropy")
    with qtbot.waitSignal(session.message) as caught:
        document = two_two_one("tanh")
        session.edit("Cost", dataclasses.replace(document, hyperparameters=knobs))
    assert "tanh" in caught.args[0]
    assert {step.phase for step in playback.walk.steps} == {"forward"}
    assert playback.problem == caught.args[0]


def test_a_target_that_is_no_probability_leaves_the_forward_pass_and_says_why(qtbot, session, playback):
    document = dataclasses.replace(two_two_one(), hyperparameters=Hyperparameters(cost="cross_entropy"))
    session.edit("Cost", document)
    assert playback.problem is None
    with qtbot.waitSignal(session.message) as caught:
        session.edit("Target", edits.set_example(document, t=(-2.0,)))
    assert "needs targets from 0 to 1" in caught.args[0]
    assert caught.args[0].endswith("is −2.")
    assert {step.phase for step in playback.walk.steps} == {"forward"}
    assert playback.problem == caught.args[0]
    session.edit("Target", document)
    assert playback.problem is None


def test_a_large_network_is_recorded_in_the_worker(qtbot, session, worker):
    width = LONGEST_SYNCHRONOUS
    names = [f"h{i}" for i in range(width)]
    network = Network(
        inputs=("x1",),
        nodes=(*(Node(name) for name in names), Node("o")),
        edges=(*(Edge("x1", name) for name in names), *(Edge(name, "o", 0.01) for name in names)),
        outputs=("o",),
    )
    playback = Playback(session, worker)
    playback.seek(3)
    positions = dict.fromkeys(network.names, (0.0, 0.0))
    session.edit("Large", Document(network=network, positions=positions, example=Example((1.0,), (1.0,))))
    assert playback.walk is None
    assert playback.known() is None
    qtbot.waitUntil(lambda: playback.walk is not None)
    assert len(playback) == 2 * (width + 1) + 1 + 2 * (width + 1)
