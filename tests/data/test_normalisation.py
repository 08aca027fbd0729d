from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nndesk.data.dataset import DataError
from nndesk.data.normalisation import NOT_NORMALISED, Normalisation
from tests.strategies import normalisations

X = np.array([[0.0, 10.0, 7.0], [4.0, 30.0, 7.0], [8.0, 20.0, 7.0]])


def test_min_max_brings_every_column_to_0_and_1() -> None:
    seen = Normalisation.fitted("minmax", X).applied(X)
    assert seen.min(axis=0).tolist() == [0, 0, 0]
    assert seen.max(axis=0).tolist() == [1, 1, 0]


def test_z_scores_have_mean_0_and_deviation_1() -> None:
    seen = Normalisation.fitted("zscore", X).applied(X)
    np.testing.assert_allclose(seen.mean(axis=0), 0, atol=1e-15)
    np.testing.assert_allclose(seen.std(axis=0), [1, 1, 0])


@pytest.mark.parametrize("kind", ["minmax", "zscore"])
def test_a_constant_column_keeps_its_scale(kind: str) -> None:
    assert Normalisation.fitted(kind, X).scale[2] == 1.0  # type: ignore[arg-type]
    # The mean of equal numbers may be a bit beside them, and their deviation a bit more than 0.
    assert Normalisation.fitted(kind, np.full((7, 1), 0.1)).scale == (1.0,)  # type: ignore[arg-type]


def test_none_leaves_every_number() -> None:
    assert Normalisation.fitted("none", X) is NOT_NORMALISED
    assert NOT_NORMALISED.applied(X).tolist() == NOT_NORMALISED.undone(X).tolist() == X.tolist()


@given(by=normalisations(inputs=2), point=st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)))
def test_undone_is_the_inverse(by: Normalisation, point: tuple[float, float]) -> None:
    back = by.undone(by.applied(point))
    size = max(1.0, *map(abs, by.shift), *map(abs, point))
    np.testing.assert_allclose(back, point, atol=1e-9 * size)


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        (((1.0,), ()), "not 1 shifts and 0 scales"),
        (((1.0,), (0.0,)), "The scale of input 1 is 0.0"),
        (((1.0, 1.0), (1.0, -2.0)), "The scale of input 2 is -2.0"),
        (((math.nan,), (1.0,)), "The shift of input 1 is nan"),
        (((1.0,), (math.inf,)), "The scale of input 1 is inf"),
    ],
)
def test_impossible_numbers_are_refused(numbers: tuple[tuple[float, ...], ...], says: str) -> None:
    with pytest.raises(DataError, match=says):
        Normalisation("minmax", *numbers)


def test_what_cannot_be_fitted_is_refused() -> None:
    with pytest.raises(DataError, match="no samples"):
        Normalisation.fitted("minmax", np.zeros((0, 0)))
    with pytest.raises(DataError, match="The scale of input 1 is inf"):
        Normalisation.fitted("minmax", np.array([[-1e308], [1e308]]))
    with pytest.raises(DataError, match="Without normalisation"):
        Normalisation("none", (1.0,), (1.0,))
    with pytest.raises(DataError, match="for 1 inputs, but there are 3"):
        Normalisation("minmax", (1.0,), (1.0,)).applied(X)
