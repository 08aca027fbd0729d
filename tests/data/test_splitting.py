from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.data.clouds import gaussian_clouds, two_clouds
from nndesk.data.dataset import EMPTY, DataError, Dataset
from nndesk.data.splitting import split


def test_the_same_seed_holds_out_the_same() -> None:
    data = two_clouds(1)
    assert split(data, 0.3, seed=4) == split(data, 0.3, seed=4)
    assert split(data, 0.3, seed=4) != split(data, 0.3, seed=5)
    assert split(data, 0.3).test.sum() == 75
    assert split(data, 0.3).x is not None
    assert not split(split(data, 0.3), 0).test.any()


@given(
    fraction=st.floats(0, 0.99),
    seed=st.integers(0, 100),
    sizes=st.lists(st.integers(1, 30), min_size=3, max_size=6),
)
def test_stratified_every_class_has_its_share(fraction: float, seed: int, sizes: list[int]) -> None:
    classes = np.repeat(np.arange(len(sizes)), sizes)
    data = Dataset(np.zeros((len(classes), 1)), np.eye(len(sizes))[classes])
    count = round(fraction * len(data))
    if count == len(data):
        return
    test = split(data, fraction, seed).test
    assert test.sum() == count
    for kind, size in enumerate(sizes):
        assert abs(test[classes == kind].sum() - size * count / len(data)) < 1


def test_unstratified_chance_decides() -> None:
    data = gaussian_clouds(0, classes=4, count=10)
    shares = {tuple(np.bincount(split(data, 0.4, seed, False).held_out.classes)) for seed in range(5)}
    assert len(shares) > 1
    assert {sum(share) for share in shares} == {16}


def test_impossible_parts_are_refused() -> None:
    data = two_clouds(1)
    for fraction in (-0.1, 1.0, float("nan")):
        with pytest.raises(DataError, match="it goes from 0 to below 1"):
            split(data, fraction)
    with pytest.raises(DataError, match="all would be held out"):
        split(data, 0.999)
    with pytest.raises(DataError, match="seed"):
        split(data, 0.5, -1)
    assert split(EMPTY, 0.5) is EMPTY
