"""A few letters find the action that is meant."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.gui.finding.matching import Candidate, find, folded

NAMES = (
    "New", "New network…", "Open…", "Save", "Save as…", "Undo Move 3 nodes", "Select all", "Add input",
    "Add neuron", "Connect selected", "Rename", "sigmoid", "tanh", "Zoom in", "Zoom out", "Projector",
    "Réseau à trois couches", "Draw initial weights", "Reduced motion",
)  # fmt: skip


def found(query: str, *candidates: Candidate) -> list[str]:
    listed = candidates or tuple(Candidate(name) for name in NAMES)
    return [listed[match.index].name for match in find(query, listed)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("save", "Save"),
        ("sav", "Save"),
        ("SA", "Save"),
        ("neu", "Add neuron"),
        ("nn", "New network…"),
        ("newnet", "New network…"),
        ("network", "New network…"),
        ("add inp", "Add input"),
        ("inp add", "Add input"),
        ("zo", "Zoom in"),
        ("zmou", "Zoom out"),
        ("diw", "Draw initial weights"),
        ("prjctr", "Projector"),
        ("reseau", "Réseau à trois couches"),
        ("RÉSEAU A", "Réseau à trois couches"),
        ("motion", "Reduced motion"),
    ],
)
def test_the_first_that_is_found_is_the_one_that_is_meant(query: str, first: str) -> None:
    assert found(query)[0] == first


def test_beginnings_of_words_come_before_letters_inside() -> None:
    assert found("in", Candidate("Draw lines"), Candidate("Zoom in"), Candidate("Initial")) == [
        "Initial",
        "Zoom in",
        "Draw lines",
    ]


def test_all_words_must_be_found() -> None:
    assert found("add tanh") == []
    assert found("xyz") == []


def test_letters_strewn_over_a_name_are_not_found() -> None:
    assert found("ueode", Candidate("Undo a very long story about nodes")) == []


def test_an_empty_line_finds_everything_in_its_order() -> None:
    assert found("") == found("   ") == list(NAMES)


def test_tip_menu_and_keys_are_found_too() -> None:
    fit = Candidate("Fit", "Show the whole network and the whole plane", "View", ("Ctrl+0",))
    dark = Candidate("Dark", "", "View › Theme")
    for query in ("whole", "ctrl+0", "Ctrl 0", "ctrl0", "show plane"):
        assert found(query, dark, fit) == ["Fit"], query
    assert found("theme", dark, fit) == ["Dark"]
    assert found("view", dark, fit) == ["Fit", "Dark"], "the shorter name first"


def test_a_name_comes_before_a_description() -> None:
    train = Candidate("Start training", "Change the weights")
    weights = Candidate("Draw initial weights", "Random numbers")
    assert found("weights", train, weights) == ["Draw initial weights", "Start training"]


def test_keys_name_one_action_and_plus_is_a_key() -> None:
    near, far = Candidate("Zoom in", keys=("Ctrl++", "Ctrl+=")), Candidate("Zoom out", keys=("Ctrl+-",))
    assert found("ctrl++", near, far) == ["Zoom in"]
    assert found("ctrl+-", near, far) == ["Zoom out"]
    assert found("ctrl+=", near, far) == ["Zoom in"]


def test_what_is_not_possible_now_comes_after_its_equals() -> None:
    assert found("zoom", Candidate("Zoom in", possible=False), Candidate("Zoom by")) == ["Zoom by", "Zoom in"]


def test_the_letters_that_were_found_are_told() -> None:
    (match,) = find("nn", [Candidate("New network")])
    assert match.letters == (0, 4)
    (match,) = find("aux tr", [Candidate("Réseaux à trois")])
    assert match.letters == (4, 5, 6, 10, 11)
    (match,) = find("strasse", [Candidate("Die Straße")])
    assert match.letters == (4, 5, 6, 7, 8, 9)


@given(st.text(max_size=12), st.text(max_size=20))
def test_any_text_is_searched_without_harm(query: str, name: str) -> None:
    for match in find(query, [Candidate(name, name, name, (name,))]):
        assert all(0 <= letter < len(name) for letter in match.letters)


def test_a_name_of_many_like_words_is_searched_at_once() -> None:
    assert found("a" * 14 + "b", Candidate("a " * 60)) == []


@given(st.text(min_size=1, max_size=20))
def test_a_name_finds_itself(name: str) -> None:
    if folded(name).split():
        assert find(name, [Candidate(name)])


def test_it_needs_no_qt() -> None:
    code = (
        "import importlib.util, sys; spec = importlib.util.spec_from_file_location('m', sys.argv[1]);"
        "m = importlib.util.module_from_spec(spec); sys.modules['m'] = m; spec.loader.exec_module(m);"
        "assert not any(n.startswith('PySide6') for n in sys.modules)"
    )
    path = Path(sys.modules["nndesk.gui.finding.matching"].__file__ or "")
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
