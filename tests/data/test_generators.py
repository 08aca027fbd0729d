"""Every generator keeps what its entry in the table promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nndesk.data.dataset import DataError
from nndesk.data.generators import GENERATORS, generator_named, settings_of
from nndesk.data.knobs import Choice, Generator, Number, Setting


@st.composite
def turned(draw: st.DrawFn) -> tuple[Generator, dict[str, Setting]]:
    """A generator with its knobs anywhere in their ranges, but of at most 50 points a class."""
    generator = draw(st.sampled_from(list(GENERATORS.values())))
    chosen: dict[str, Setting] = {}
    for knob in generator.knobs:
        if isinstance(knob, Choice):
            chosen[knob.name] = draw(st.sampled_from(list(knob.options)))
        elif knob.integer:
            chosen[knob.name] = draw(st.integers(int(knob.low), int(min(knob.high, 50))))
        else:
            chosen[knob.name] = draw(st.floats(knob.low, knob.high))
    return generator, chosen


@given(made=turned(), seed=st.integers(0, 2**53 - 1))
@settings(max_examples=200)
def test_any_setting_gives_samples_or_one_sentence(
    made: tuple[Generator, dict[str, Setting]], seed: int
) -> None:
    generator, chosen = made
    try:
        generator.generate(seed, **chosen)
    except DataError as error:
        refusal = str(error)
    else:
        refusal = None
    if refusal is not None:
        assert refusal.endswith(".")
        assert "\n" not in refusal
        return
    data = generator.generate(seed, **chosen)
    assert len(data)
    assert data == generator.generate(seed, **chosen)
    assert data.target_count != 2
    if not generator.values:
        assert set(np.unique(data.t)) <= {0.0, 1.0}
    if data.target_count > 1:
        assert (data.t.sum(axis=1) == 1).all()


@pytest.mark.parametrize("name", GENERATORS)
def test_the_defaults_are_in_their_ranges_and_make_a_picture(name: str) -> None:
    generator = GENERATORS[name]
    assert generator.name == name
    assert generator.sentence.endswith(".")
    for knob in generator.knobs:
        assert knob.taken(knob.default) == knob.default
        assert knob.meaning
    data = generator.generate(1)
    assert 4 <= len(data) <= 500
    assert (data == generator.generate(2)) != generator.random
    assert generator.generate(1, **generator.defaults()) == data


@pytest.mark.parametrize(
    ("name", "chosen", "says"),
    [
        ("spiral", {"arms": 11}, "Arms is 11; it goes from 2 to 10."),
        ("spiral", {"arms": 2.5}, "Arms is 2.5; it must be a whole number."),
        ("spiral", {"arms": "two"}, "Arms is 'two'; it must be a number."),
        ("spiral", {"noise": float("nan")}, "must be a number"),
        ("spiral", {"legs": 2}, "Spiral has no knob 'legs'; it has arms, classes"),
        ("function", {"function": "tan"}, "cannot be 'tan'; it is one of sin"),
        ("truth-table", {"function": "01"}, "A function of 2 inputs has 4 results, but 2 are given."),
    ],
)
def test_a_setting_out_of_range_is_named(name: str, chosen: dict[str, Setting], says: str) -> None:
    with pytest.raises(DataError) as caught:
        GENERATORS[name].generate(0, **chosen)
    assert says in str(caught.value)


def test_the_seed_counts_from_0() -> None:
    with pytest.raises(DataError, match="seed is -1"):
        GENERATORS["moons"].generate(-1)


def test_a_table_may_be_any_and_say_minus_one_for_false() -> None:
    table = GENERATORS["truth-table"].generate(0, function="0100", low="-1")
    assert table.x[0].tolist() == [-1, -1]
    assert table.t[:, 0].tolist() == [0, 1, 0, 0]


def test_data_can_be_asked_for_in_one_line() -> None:
    generator, chosen = settings_of("spiral:arms=3,classes=3,noise=0.1")
    assert (generator.name, chosen) == ("spiral", {"arms": 3.0, "classes": 3.0, "noise": 0.1})
    assert generator.generate(0, **chosen).target_count == 3
    assert settings_of("truth-table:function=0110")[1] == {"function": "0110"}
    assert settings_of(" moons ") == (GENERATORS["moons"], {})
    for line, says in (
        ("snail", "There are no data called 'snail'; there are truth-table, two-clouds"),
        ("spiral:3", "sets no knob of spiral; write for example spiral:arms=2"),
        ("spiral:legs=3", "sets no knob"),
        ("spiral:arms=many", "arms is 'many', which is not a number"),
    ):
        with pytest.raises(DataError) as caught:
            settings_of(line)
        assert says in str(caught.value)
    with pytest.raises(DataError, match="no data called"):
        generator_named("")


def test_every_number_has_a_range_and_a_step() -> None:
    for generator in GENERATORS.values():
        for knob in generator.knobs:
            if isinstance(knob, Number):
                assert knob.low <= knob.default <= knob.high
                assert knob.step > 0
