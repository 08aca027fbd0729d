"""Activations: strict thresholds, derivatives, safety far out."""

from __future__ import annotations

import numpy as np
import pytest

from nndesk.network.activations import ACTIVATIONS, LEAK

SMOOTH_SOMEWHERE = np.array([-30.0, -4.2, -1.0, -0.3, 0.2, 1.0, 3.7, 30.0])


def test_the_eight_of_the_lecture_and_the_libraries_are_there() -> None:
    assert set(ACTIVATIONS) == {
        "step", "sign", "linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "lower", "upper"), [("step", 0.0, 1.0), ("sign", -1.0, 1.0)])
def test_thresholds_are_strict(name: str, lower: float, upper: float) -> None:
    phi = ACTIVATIONS[name].phi
    s = np.array([-1e300, -5e-324, -0.0, 0.0, 5e-324, 1e300])
    assert phi(s).tolist() == [lower] * 4 + [upper] * 2


def test_relu_has_slope_zero_at_zero_and_leaky_relu_its_leak() -> None:
    zero = np.zeros(1)
    assert ACTIVATIONS["relu"].phi_prime(zero, zero) == 0.0
    assert ACTIVATIONS["leaky_relu"].phi_prime(zero, zero) == LEAK


@pytest.mark.parametrize("name", list(ACTIVATIONS))
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_every_activation_is_finite_and_silent_far_out(name: str, dtype: type) -> None:
    activation = ACTIVATIONS[name]
    s = np.array([-1e30, -1e4, -745.2, -1e-30, 0.0, 1e-30, 745.2, 1e4, 1e30], dtype=dtype)
    with np.errstate(divide="raise", over="raise", invalid="raise"):  # underflow to 0 is right
        z = activation.phi(s)
        slope = activation.phi_prime(s, z)
    assert z.shape == s.shape
    assert slope.shape == s.shape
    assert np.isfinite(z).all()
    assert np.isfinite(slope).all()
    assert (slope >= 0).all()


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_a_single_number_is_as_good_as_a_table(name: str) -> None:
    activation = ACTIVATIONS[name]
    table = np.array([[0.3, -2.0], [0.0, 5.0]])
    assert [float(activation.phi(np.asarray(s))) for s in table.flat] == activation.phi(
        table
    ).ravel().tolist()


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_the_derivative_is_the_slope(name: str) -> None:
    activation = ACTIVATIONS[name]
    s, h = SMOOTH_SOMEWHERE, 1e-5
    differences = (activation.phi(s + h) - activation.phi(s - h)) / (2 * h)
    np.testing.assert_allclose(activation.phi_prime(s, activation.phi(s)), differences, rtol=1e-8, atol=1e-9)


def test_sigmoid_at_its_landmarks() -> None:
    phi = ACTIVATIONS["sigmoid"].phi
    assert phi(np.array([0.0, 1e4, -1e4])).tolist() == [0.5, 1.0, 0.0]
    s = np.linspace(-40, 40, 401)
    np.testing.assert_allclose(phi(s) + phi(-s), 1.0, rtol=1e-15)
    # Far to the left it is e^s, not 0: nothing is lost to a subtraction.
    np.testing.assert_allclose(phi(np.array([-700.0])), np.exp(-700.0), rtol=1e-14)


def test_softplus_at_its_landmarks() -> None:
    phi = ACTIVATIONS["softplus"].phi
    np.testing.assert_allclose(
        phi(np.array([0.0, 1e4, -700.0])), [np.log(2.0), 1e4, np.exp(-700.0)], rtol=1e-15
    )


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_the_decision_level_parts_the_outputs_left_and_right_of_zero(name: str) -> None:
    activation = ACTIVATIONS[name]
    left, right = activation.phi(np.array([-0.1, 0.1]))
    assert left <= activation.decision_level < right
