"""The gradient by PyTorch, where it is installed: an opinion from outside (LECTURE topic 20).

PyTorch is not needed for anything; it is imported when it is asked for and not before.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping, Sequence
from typing import Any

from nndesk.network.activations import LEAK
from nndesk.network.costs import cost_named
from nndesk.network.model import EdgeKey, Network
from nndesk.network.sample import inputs_by_name, targets_by_name


def installed() -> bool:
    """Whether PyTorch can be asked."""
    return importlib.util.find_spec("torch") is not None


def pytorch_gradients(
    network: Network,
    x: Mapping[str, float] | Sequence[float],
    t: Mapping[str, float] | Sequence[float],
    cost: str = "squared",
) -> tuple[float, dict[EdgeKey, float], dict[str, float], dict[str, float]]:
    """``J``, ``∂J/∂w``, ``∂J/∂b`` and ``∂J/∂s`` of one sample by PyTorch's autograd, in double precision.

    Raises:
        ImportError: PyTorch is not installed, or damaged.
        NetworkError: the sample or the cost does not fit the network.
    """
    cost_named(cost).check(network)
    xs, ts = inputs_by_name(network, x), targets_by_name(network, t)
    torch = importlib.import_module("torch")
    functional = torch.nn.functional
    phi = {
        "step": lambda s: (s > 0).double(),
        "sign": lambda s: (s > 0).double() * 2 - 1,
        "linear": lambda s: s,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": functional.relu,
        "leaky_relu": lambda s: functional.leaky_relu(s, LEAK),
        # PyTorch's softplus turns into the identity above `threshold`.
        "softplus": lambda s: functional.softplus(s, threshold=100.0),
    }

    def leaf(value: float, wanted: bool = True) -> Any:
        return torch.tensor(value, dtype=torch.float64, requires_grad=wanted)

    w = {edge.key: leaf(edge.weight) for edge in network.edges}
    b = {node.name: leaf(node.bias) for node in network.nodes}
    z = {name: leaf(value, False) for name, value in xs.items()}
    s: dict[str, Any] = {}
    for j in network.order:
        s[j] = b[j] + sum(w[edge.key] * z[edge.source] for edge in network.incoming(j))
        s[j].retain_grad()
        z[j] = phi[network.node(j).activation](s[j])
    J = leaf(0.0, False)
    for k, target in ts.items():
        wanted = leaf(target, False)
        if cost == "squared":
            J = J + 0.5 * (wanted - z[k]) ** 2
        else:
            J = J + functional.binary_cross_entropy_with_logits(s[k], wanted, reduction="sum")
    if J.requires_grad:
        J.backward()

    def grads(values: Mapping[Any, Any]) -> dict[Any, float]:
        return {key: 0.0 if value.grad is None else float(value.grad) for key, value in values.items()}

    return J.item(), grads(w), grads(b), grads(s)
