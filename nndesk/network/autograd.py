"""The gradient by a computation graph of scalars, in reverse mode (LECTURE topic 20): a second opinion.

Nothing here knows the lecture's δ or the derivative of an activation. A network becomes a graph of additions,
products, quotients, exponentials, logarithms and maxima; each knows its own one or two local derivatives, and
the chain rule does the rest. It must agree with :mod:`nndesk.network.passes`, with which it shares no code
that computes.

The activations are written so that no exponential overflows: which of two equal expressions is built depends
on the sign of the number.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from nndesk.network.activations import LEAK
from nndesk.network.costs import cost_named
from nndesk.network.model import EdgeKey, Network
from nndesk.network.sample import inputs_by_name, targets_by_name


class Value:
    """A number that remembers how it was computed.

    Attributes:
        data: the number.
        parents: what it was computed from, each with ``∂self/∂parent``.
        operation: a short name such as ``"+"``, empty for a leaf.
        grad: ``∂J/∂self`` after :meth:`backward` of ``J``.
    """

    __slots__ = ("data", "grad", "operation", "parents")

    def __init__(
        self, data: float, parents: tuple[tuple[Value, float], ...] = (), operation: str = ""
    ) -> None:
        self.data = data
        self.parents = parents
        self.operation = operation
        self.grad = 0.0

    def __repr__(self) -> str:
        return f"Value({self.data!r}, operation={self.operation!r})"

    def __add__(self, other: Value | float) -> Value:
        other = _value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)), "+")

    def __mul__(self, other: Value | float) -> Value:
        other = _value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)), "·")

    def __truediv__(self, other: Value | float) -> Value:
        other = _value(other)
        quotient = self.data / other.data
        return Value(quotient, ((self, 1.0 / other.data), (other, -quotient / other.data)), "/")

    def __neg__(self) -> Value:
        return Value(-self.data, ((self, -1.0),), "−")

    def __sub__(self, other: Value | float) -> Value:
        return self + -_value(other)

    def __radd__(self, other: float) -> Value:
        return self + other

    def __rmul__(self, other: float) -> Value:
        return self * other

    def __rsub__(self, other: float) -> Value:
        return _value(other) - self

    def __rtruediv__(self, other: float) -> Value:
        return _value(other) / self

    def exp(self) -> Value:
        e = math.exp(self.data)
        return Value(e, ((self, e),), "exp")

    def log(self) -> Value:
        """The natural logarithm."""
        return Value(math.log(self.data), ((self, 1.0 / self.data),), "ln")

    def maximum(self, other: Value | float) -> Value:
        """The larger of the two; where they are equal the derivative is that of ``other``."""
        other = _value(other)
        mine = self.data > other.data
        return Value(
            self.data if mine else other.data, ((self, float(mine)), (other, float(not mine))), "max"
        )

    def backward(self) -> None:
        """Fill in ``grad`` of everything this value was computed from."""
        order = self.history()
        for value in order:
            value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in value.parents:
                parent.grad += slope * value.grad

    def history(self) -> list[Value]:
        """Everything this value was computed from, each after what it was itself computed from; self last.

        Walks with a stack of its own: a graph may be far deeper than Python's calls may nest.
        """
        order: list[Value] = []
        met: set[int] = set()
        stack: list[tuple[Value, bool]] = [(self, False)]
        while stack:
            value, done = stack.pop()
            if done:
                order.append(value)
            elif id(value) not in met:
                met.add(id(value))
                stack.append((value, True))
                stack.extend((parent, False) for parent, _ in value.parents if id(parent) not in met)
        return order


def gradients(
    network: Network,
    x: Mapping[str, float] | Sequence[float],
    t: Mapping[str, float] | Sequence[float],
    cost: str = "squared",
) -> tuple[float, dict[EdgeKey, float], dict[str, float]]:
    """``(J, ∂J/∂w by edge, ∂J/∂b by neuron)`` of one sample.

    These are the derivatives themselves: where the lecture's δ_j stands, ``∂J/∂b_j = −δ_j``.

    Raises:
        NetworkError: whatever :func:`~nndesk.network.passes.backward` would raise for the same arguments,
            except that a number that overflows raises OverflowError or gives infinities.
    """
    J, w, b = graph(network, x, t, cost)
    J.backward()
    return J.data, {key: value.grad for key, value in w.items()}, {j: value.grad for j, value in b.items()}


def graph(
    network: Network,
    x: Mapping[str, float] | Sequence[float],
    t: Mapping[str, float] | Sequence[float],
    cost: str = "squared",
) -> tuple[Value, dict[EdgeKey, Value], dict[str, Value]]:
    """``(J, weights by edge, biases by neuron)`` as a computation graph whose root is ``J``."""
    traced = trace(network, x, t, cost)
    return traced.J, traced.w, traced.b


@dataclass(frozen=True, eq=False)
class Trace:
    """The computation graph of one sample with everything in it that has a name in the lecture.

    Attributes:
        J: the root.
        w, products: ``w_ji`` and ``w_ji x_ji`` by edge.
        b, s, z: by neuron; ``z`` has the inputs, too.
        t: targets by output; ``errors``: ``t_k − z_k``, where the cost is made of them; ``costs``: what each
            output adds to ``J``.
    """

    J: Value
    w: dict[EdgeKey, Value]
    products: dict[EdgeKey, Value]
    b: dict[str, Value]
    s: dict[str, Value]
    z: dict[str, Value]
    t: dict[str, Value]
    errors: dict[str, Value]
    costs: dict[str, Value]


def trace(
    network: Network,
    x: Mapping[str, float] | Sequence[float],
    t: Mapping[str, float] | Sequence[float] | None,
    cost: str = "squared",
) -> Trace:
    """What :func:`graph` builds, with the values on the way; without targets ``J`` is a constant 0.

    Raises what :func:`gradients` raises.
    """
    targets: Mapping[str, float] = {}
    if t is not None:
        rule = cost_named(cost)
        rule.check(network)
        targets = targets_by_name(network, t)
        rule.check_targets(network.outputs, list(targets.values()))
    z = {name: Value(value) for name, value in inputs_by_name(network, x).items()}
    made = Trace(
        Value(0.0),
        {edge.key: Value(edge.weight) for edge in network.edges},
        {},
        {node.name: Value(node.bias) for node in network.nodes},
        {},
        z,
        {k: Value(target) for k, target in targets.items()},
        {},
        {},
    )
    for j in network.order:
        signal = made.b[j]
        for edge in network.incoming(j):
            product = made.products[edge.key] = made.w[edge.key] * z[edge.source]
            signal = signal + product
        made.s[j] = signal
        z[j] = _PHI[network.node(j).activation](signal)
    J = made.J
    for k, target in made.t.items():
        if cost == "squared":
            error = made.errors[k] = target - z[k]
            made.costs[k] = 0.5 * error * error
        else:
            made.costs[k] = _cross_entropy(target, made.s[k])
        J = J + made.costs[k]
    return replace(made, J=J)


def _value(number: Value | float) -> Value:
    return number if isinstance(number, Value) else Value(number)


def _sigmoid(s: Value) -> Value:
    if s.data >= 0:
        return 1.0 / (1.0 + (-s).exp())
    e = s.exp()
    return e / (1.0 + e)


def _tanh(s: Value) -> Value:
    if s.data >= 0:
        e = (s * -2.0).exp()
        return (1.0 - e) / (1.0 + e)
    e = (s * 2.0).exp()
    return (e - 1.0) / (e + 1.0)


def _softplus(s: Value) -> Value:
    # ln(1 + e^s) = max(s, 0) + ln(1 + e^−|s|)
    return s.maximum(0.0) + (1.0 + (-s.maximum(-s)).exp()).log()


_PHI: dict[str, Callable[[Value], Value]] = {
    # A threshold is flat on both sides: its output is a constant, connected to nothing.
    "step": lambda s: Value(1.0 if s.data > 0 else 0.0),
    "sign": lambda s: Value(1.0 if s.data > 0 else -1.0),
    "linear": lambda s: s,
    "sigmoid": _sigmoid,
    "tanh": _tanh,
    "relu": lambda s: s.maximum(0.0),
    "leaky_relu": lambda s: s.maximum(s * LEAK),
    "softplus": _softplus,
}


def _cross_entropy(t: Value, s: Value) -> Value:
    # −t ln θ(s) − (1−t) ln(1−θ(s)), where −ln θ(s) = ln(1 + e^−s) and 1 − θ(s) = θ(−s)
    return t * _softplus(-s) + (1.0 - t) * _softplus(s)
