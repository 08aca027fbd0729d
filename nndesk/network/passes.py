"""The forward and the backward pass, written to be read beside the slides: node by node, for one sample.

LECTURE topics 16 and 17. Where the lecture writes ``x_ji``, the *i*-th input of node *j*, the code has
``z[i]``, the output of node *i*; the ``z`` of an input is its ``x``. **The sign of δ is the lecture's**:
``δ_j = −∂J/∂s_j``. The fast reading of the same mathematics is :mod:`nndesk.network.engine`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from nndesk.network.activations import ACTIVATIONS
from nndesk.network.costs import Cost, cost_named
from nndesk.network.errors import NonFiniteError
from nndesk.network.model import EdgeKey, Network
from nndesk.network.sample import inputs_by_name, targets_by_name


@dataclass(frozen=True)
class ForwardPass:
    """What one sample does to every node on its way from the inputs to the outputs.

    Attributes:
        network: the network.
        x: inputs by name.
        s: signals ``s_j`` of the neurons.
        z: outputs ``z_j`` of the neurons, and of the inputs (``z`` of an input is its ``x``).
        phi_prime: ``φ′(s_j)`` of the neurons.
        stopped: why the pass could not go on, or None. It stops at the first signal that is not finite; the
            neurons from there on are missing in ``s``, ``z`` and ``phi_prime``.
    """

    network: Network
    x: Mapping[str, float]
    s: Mapping[str, float]
    z: Mapping[str, float]
    phi_prime: Mapping[str, float]
    stopped: NonFiniteError | None = None


@dataclass(frozen=True)
class BackwardPass:
    """What the cost says to every node on its way back from the outputs.

    Attributes:
        forward: the forward pass it belongs to.
        t: targets by name of the output.
        cost: key of ``COSTS``.
        J: the cost of this sample.
        delta: ``δ_j = −∂J/∂s_j`` of every neuron.
        dJ_dw: ``∂J/∂w_ji = −δ_j x_ji`` of every edge.
        dJ_db: ``∂J/∂b_j = −δ_j`` of every neuron.
        stopped: why the pass could not go on, or None; what could not be computed is missing.
    """

    forward: ForwardPass
    t: Mapping[str, float]
    cost: str
    J: float
    delta: Mapping[str, float]
    dJ_dw: Mapping[EdgeKey, float]
    dJ_db: Mapping[str, float]
    stopped: NonFiniteError | None = None

    def dw(self, eta: float) -> Mapping[EdgeKey, float]:
        """``Δw_ji = η δ_j x_ji`` of every edge."""
        z = self.forward.z
        return {
            edge.key: eta * self.delta[edge.target] * z[edge.source] + 0.0  # + 0.0: −0 is 0
            for edge in self.forward.network.edges
            if edge.target in self.delta
        }

    def db(self, eta: float) -> Mapping[str, float]:
        """``Δb_j = η δ_j`` of every neuron."""
        return {name: eta * delta + 0.0 for name, delta in self.delta.items()}


def forward(network: Network, x: Mapping[str, float] | Sequence[float]) -> ForwardPass:
    """The forward pass of one sample.

    Args:
        network: any network.
        x: the inputs, by name or in the order of ``network.inputs``.

    Raises:
        ShapeError: too few or too many inputs.
        NonFiniteError: an input or a signal that is not finite, named.
    """
    result = forward_as_far(network, x)
    if result.stopped is not None:
        raise result.stopped
    return result


def backward(
    network: Network,
    forward_pass: ForwardPass,
    t: Mapping[str, float] | Sequence[float],
    cost: str = "squared",
) -> BackwardPass:
    """The backward pass that belongs to ``forward_pass``.

    Args:
        network: the network that ``forward_pass`` was made with.
        forward_pass: a complete forward pass.
        t: the targets, by name or in the order of ``network.outputs``.
        cost: key of ``COSTS``.

    Raises:
        ShapeError: too few or too many targets.
        NonFiniteError: a target, the cost or a delta that is not finite, named.
        UnknownCostError: a cost that there is not.
        CostMisfitError: the cost does not fit the outputs' activations or the targets.
    """
    if forward_pass.stopped is not None:
        raise forward_pass.stopped
    result = backward_as_far(network, forward_pass, t, cost)
    if result.stopped is not None:
        raise result.stopped
    return result


def forward_as_far(network: Network, x: Mapping[str, float] | Sequence[float]) -> ForwardPass:
    """Like :func:`forward`, but at a signal that is not finite it stops and says so in ``stopped``."""
    inputs = inputs_by_name(network, x)
    s: dict[str, float] = {}
    z: dict[str, float] = dict(inputs)
    phi_prime: dict[str, float] = {}
    stopped = None
    for j in network.order:
        node = network.node(j)

        # s_j = Σ_i w_ji x_ji + b_j
        total = 0.0
        for edge in network.incoming(j):
            total += edge.weight * z[edge.source]
        total += node.bias
        if not math.isfinite(total):
            stopped = NonFiniteError(f"the signal of {j}", total)
            break

        # z_j = φ(s_j)
        activation = ACTIVATIONS[node.activation]
        signal = np.asarray(total)
        output = activation.phi(signal)
        s[j] = total
        z[j] = float(output)
        phi_prime[j] = float(activation.phi_prime(signal, output))
    return ForwardPass(
        network, inputs, MappingProxyType(s), MappingProxyType(z), MappingProxyType(phi_prime), stopped
    )


def backward_as_far(
    network: Network,
    forward_pass: ForwardPass,
    t: Mapping[str, float] | Sequence[float],
    cost: str = "squared",
) -> BackwardPass:
    """Like :func:`backward`, but at a number that is not finite it stops and says so in ``stopped``."""
    rule = cost_named(cost)
    rule.check(network)
    targets = targets_by_name(network, t)
    rule.check_targets(network.outputs, list(targets.values()))
    z = forward_pass.z
    J = _cost_value(rule, network, forward_pass, targets)
    stopped = None if math.isfinite(J) else NonFiniteError("the cost J", J)

    delta: dict[str, float] = {}
    for j in reversed(network.order) if stopped is None else ():
        # Hidden node: δ_j = [Σ_k w_kj δ_k] φ′(s_j), one sum over all nodes k that j feeds.
        total = 0.0
        for edge in network.outgoing(j):
            total += edge.weight * delta[edge.target]
        delta_j = total * forward_pass.phi_prime[j]
        # Output node, squared cost: δ_k = (t_k − z_k) φ′(s_k). One that also feeds others has both parts.
        if j in targets:
            delta_j += cost_delta(rule, forward_pass, targets, j)
        if not math.isfinite(delta_j):
            stopped = NonFiniteError(f"the delta of {j}", delta_j)
            break
        delta[j] = delta_j + 0.0

    # ∂J/∂w_ji = ∂J/∂s_j · x_ji, and the input of a bias is 1. (0 − … keeps −0 out of the tables.)
    dJ_dw = {e.key: 0.0 - delta[e.target] * z[e.source] for e in network.edges if e.target in delta}
    dJ_db = {j: 0.0 - delta_j for j, delta_j in delta.items()}
    if stopped is None:
        for key, value in dJ_dw.items():
            if not math.isfinite(value):
                stopped = NonFiniteError(f"the derivative ∂J/∂w of {key}", value)
                break
    return BackwardPass(
        forward_pass,
        targets,
        cost,
        J,
        MappingProxyType(delta),
        MappingProxyType(dJ_dw),
        MappingProxyType(dJ_db),
        stopped,
    )


def cost_delta(rule: Cost, forward_pass: ForwardPass, t: Mapping[str, float], name: str) -> float:
    """What the cost itself contributes to the δ of the output ``name``."""
    with np.errstate(over="ignore"):
        return float(
            rule.delta(
                np.asarray(t[name]),
                np.asarray(forward_pass.z[name]),
                np.asarray(forward_pass.phi_prime[name]),
            )
        )


def _cost_value(rule: Cost, network: Network, forward_pass: ForwardPass, t: Mapping[str, float]) -> float:
    names = network.outputs
    with np.errstate(over="ignore"):
        return float(
            rule.value(
                np.array([t[k] for k in names]),
                np.array([forward_pass.s[k] for k in names]),
                np.array([forward_pass.z[k] for k in names]),
            )
        )
