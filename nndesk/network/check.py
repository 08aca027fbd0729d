"""Four ways to the same gradient, compared: the backward pass, finite differences, autograd and the engine.
Where PyTorch is installed it can be asked as a fifth.

The measure is ``|a − b| / max(1, |a|, |b|)``: relative where the derivatives are large, absolute where they
are small, because a derivative near 0 that is wrong in its last digits is not wrong.

**Finite differences** are central, taken at several steps and extrapolated to step 0 (Richardson); of the
extrapolations the one that agrees best with its neighbours is used. The choice looks at nothing else, least
of all at what it will be compared with. A step is a change of the *signal* ``s_j``, so that a weight whose
input is large is moved less.

Where an activation has a kink or a jump at 0 (relu, leaky_relu, step, sign), a difference taken across it is
not a derivative. Steps across are left out, and a parameter that has not enough steps left is not compared at
all but listed in ``Check.skipped``. A threshold is flat on both sides, so that away from its jump φ′ = 0 is
right and the differences agree; that such a network cannot learn by gradients is another matter.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nndesk.network.activations import ACTIVATIONS
from nndesk.network.autograd import gradients
from nndesk.network.costs import cost_named
from nndesk.network.engine import Cancelled, CompiledNetwork
from nndesk.network.model import EdgeKey, Network
from nndesk.network.passes import ForwardPass, backward, forward
from nndesk.network.pytorch import pytorch_gradients

Array = NDArray[np.float64]

LIMIT = 1e-6
"""Gradients that differ by more than this do not agree."""
_BROKEN_AT_ZERO = frozenset({"step", "sign", "relu", "leaky_relu"})
_STEPS = 0.05 * 0.25 ** np.arange(8)
"""Changes of a signal, largest first. The last ones are for parameters that are close to a kink."""
_COLUMNS = 8192
"""Perturbed copies of the network evaluated at once."""


@dataclass(frozen=True)
class Pair:
    """Two methods compared.

    Attributes:
        name: for example ``"backward vs finite differences"``.
        largest: the largest relative difference.
        where: the parameter that has it: ``"h1<-x1"``, ``"bias of h1"``, or ``"J"``; empty if none differs.
    """

    name: str
    largest: float
    where: str


@dataclass(frozen=True)
class Check:
    """What :func:`check` found.

    Attributes:
        pairs: one comparison for each pair of methods.
        skipped: parameters whose finite differences would reach across a kink or a jump.
    """

    pairs: tuple[Pair, ...]
    skipped: tuple[str, ...] = ()

    @property
    def worst(self) -> Pair:
        """The pair that differs most."""
        return max(self.pairs, key=lambda pair: pair.largest)

    @property
    def largest(self) -> float:
        """The largest relative difference of all."""
        return self.worst.largest

    @property
    def where(self) -> str:
        """The parameter that has it."""
        return self.worst.where

    @property
    def agrees(self) -> bool:
        """Whether no pair differs by more than :data:`LIMIT`."""
        return self.largest <= LIMIT


def check(
    network: Network,
    x: Mapping[str, float] | Sequence[float],
    t: Mapping[str, float] | Sequence[float],
    cost: str = "squared",
    *,
    pytorch: bool = False,
    cancel: threading.Event | None = None,
) -> Check:
    """Compare the gradients of one sample's ``J`` with respect to every weight and bias.

    Args:
        pytorch: ask PyTorch, too; see :func:`nndesk.network.pytorch.installed`.

    Raises:
        NetworkError: whatever the passes raise for these arguments.
        Cancelled: ``cancel`` was set.
        ImportError: PyTorch is asked but not installed.
    """
    forward_pass = forward(network, x)
    backward_pass = backward(network, forward_pass, t, cost)
    J_graph, dw_graph, db_graph = gradients(network, x, t, cost)
    engine = CompiledNetwork(network)
    one_x = [list(forward_pass.x.values())]
    one_t = [list(backward_pass.t.values())]
    dw_engine, db_engine = engine.by_name(engine.gradient(one_x, one_t, cost))

    by_backward = _named(backward_pass.dJ_dw, backward_pass.dJ_db)
    by_differences = finite_differences(network, forward_pass, backward_pass.t, cost, cancel)
    by_graph = _named(dw_graph, db_graph)
    by_engine = _named(dw_engine, db_engine)
    J = {"J": backward_pass.J}
    pairs = [
        _compare("backward vs finite differences", by_backward, by_differences),
        _compare("backward vs autograd", J | by_backward, {"J": J_graph} | by_graph),
        _compare("backward vs engine", J | by_backward, {"J": engine.cost(one_x, one_t, cost)} | by_engine),
        _compare("autograd vs finite differences", by_graph, by_differences),
    ]
    if pytorch:
        J_torch, dw_torch, db_torch, _ = pytorch_gradients(network, x, t, cost)
        by_pytorch = {"J": J_torch} | _named(dw_torch, db_torch)
        pairs.append(_compare("backward vs PyTorch", J | by_backward, by_pytorch))
    return Check(
        tuple(pairs),
        skipped=tuple(name for name in by_backward if name not in by_differences),
    )


def relative_difference(a: float, b: float) -> float:
    """``|a − b| / max(1, |a|, |b|)``; infinite if either is not a number."""
    difference = abs(a - b) / max(1.0, abs(a), abs(b))
    return difference if math.isfinite(difference) else math.inf


def finite_differences(
    network: Network,
    forward_pass: ForwardPass,
    t: Mapping[str, float],
    cost: str,
    cancel: threading.Event | None = None,
) -> dict[str, float]:
    """∂J/∂w and ∂J/∂b by extrapolated central differences, as ``{"h1<-x1": …, "bias of h1": …}``.

    Parameters too close to a kink or a jump are missing.
    """
    parameters: list[EdgeKey | str] = [edge.key for edge in network.edges]
    parameters += [node.name for node in network.nodes]
    found: dict[str, float] = {}
    each = max(1, _COLUMNS // (2 * len(_STEPS)))
    for start in range(0, len(parameters), each):
        if cancel is not None and cancel.is_set():
            raise Cancelled
        some = parameters[start : start + each]
        found |= _differences(network, forward_pass, t, cost, some)
    return found


def _differences(
    network: Network,
    forward_pass: ForwardPass,
    t: Mapping[str, float],
    cost: str,
    parameters: Sequence[EdgeKey | str],
) -> dict[str, float]:
    """The same for some of the parameters, all perturbed copies of the network in one forward pass."""
    shape = (len(parameters), 2, len(_STEPS))
    size = np.empty(len(parameters))  # of the parameter's own change for a signal's change of 1
    push: dict[str, list[tuple[int, EdgeKey | None]]] = {}
    for row, parameter in enumerate(parameters):
        if isinstance(parameter, EdgeKey):
            size[row] = 1.0 / max(1.0, abs(forward_pass.z[parameter.source]))
            push.setdefault(parameter.target, []).append((row, parameter))
        else:
            size[row] = 1.0
            push.setdefault(parameter, []).append((row, None))
    change = size[:, None, None] * np.stack([_STEPS, -_STEPS])
    # What the floating-point numbers make of w + h and w − h is not quite 2h apart.
    base = np.array([_number(network, parameter) for parameter in parameters])[:, None, None]
    moved = base + change

    whole = np.ones(shape, dtype=bool)
    s: dict[str, Array] = {}
    z: dict[str, Array] = {name: np.broadcast_to(np.asarray(v), shape) for name, v in forward_pass.x.items()}
    with np.errstate(all="ignore"):
        for j in network.order:
            node = network.node(j)
            signal = np.zeros(shape)
            for edge in network.incoming(j):
                signal += edge.weight * z[edge.source]
            signal += node.bias
            for row, key in push.get(j, ()):
                # Only this copy has another weight or bias: put its own in place of the network's.
                step = moved[row] - base[row]
                signal[row] += step if key is None else step * z[key.source][row]
            s[j] = signal
            z[j] = np.asarray(ACTIVATIONS[node.activation].phi(signal), dtype=np.float64)
            if node.activation in _BROKEN_AT_ZERO:
                here = forward_pass.s[j]
                whole &= np.sign(signal) == np.sign(here) if here else signal == 0.0
        J = cost_named(cost).value(
            *(
                np.stack(
                    [np.broadcast_to(np.asarray(values[k], dtype=np.float64), shape) for k in network.outputs]
                )
                if network.outputs
                else np.zeros((0, *shape))
                for values in (t, s, z)
            )
        )
        central = (J[:, 0] - J[:, 1]) / (moved[:, 0] - moved[:, 1])
        usable = whole.all(axis=1) & np.isfinite(central)
    found: dict[str, float] = {}
    for row, parameter in enumerate(parameters):
        value = _extrapolate(central[row], usable[row])
        if value is not None:
            found[_text(parameter)] = value
    return found


def _extrapolate(central: Array, usable: NDArray[np.bool_]) -> float | None:
    """The derivative from central differences at steps that shrink by 4; None if too few are usable."""
    first = int(np.argmax(usable))
    if not usable[first:].all() or len(central) - first < 3:
        return None
    values = central[first:]
    better = (16.0 * values[1:] - values[:-1]) / 15.0  # the error of a central difference goes with h²
    best = (256.0 * better[1:] - better[:-1]) / 255.0  # and what remains with h⁴
    doubt = np.maximum(np.abs(best - better[1:]), np.abs(best - better[:-1]))
    return float(best[int(np.argmin(doubt))])


def _number(network: Network, parameter: EdgeKey | str) -> float:
    if isinstance(parameter, EdgeKey):
        return network.edge(*parameter).weight
    return network.node(parameter).bias


def _text(parameter: EdgeKey | str) -> str:
    return str(parameter) if isinstance(parameter, EdgeKey) else f"bias of {parameter}"


def _named(dJ_dw: Mapping[EdgeKey, float], dJ_db: Mapping[str, float]) -> dict[str, float]:
    return {_text(key): value for key, value in dJ_dw.items()} | {
        _text(name): value for name, value in dJ_db.items()
    }


def _compare(name: str, a: Mapping[str, float], b: Mapping[str, float]) -> Pair:
    """``b`` may lack some of ``a``."""
    largest, where = 0.0, ""
    for key, value in b.items():
        difference = relative_difference(a[key], value)
        if difference > largest:
            largest, where = difference, key
    return Pair(name, largest, where)
