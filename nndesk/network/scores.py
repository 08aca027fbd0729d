"""How well a network classifies: which class it says, and how often that is the target's."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nndesk.network.activations import ACTIVATIONS
from nndesk.network.engine import CompiledNetwork
from nndesk.network.program import Array


def accuracy(compiled: CompiledNetwork, x: Array, t: Array) -> float:
    """The part of the samples, 0 … 1, whose class is right, for ``x`` ``(N, d)`` and ``t`` ``(N, c)``."""
    if not len(x):
        return 0.0
    z = compiled.evaluate(x)
    return float(np.mean(predicted_classes(compiled, z) == target_classes(t)))


def predicted_classes(compiled: CompiledNetwork, z: Array) -> NDArray[np.intp]:
    """The class that the outputs ``z`` ``(N, c)`` say: the largest, or the side of a single output's decision
    level."""
    if z.shape[1] > 1:
        return np.asarray(np.argmax(z, axis=1), np.intp)
    network = compiled.layout.network
    level = ACTIVATIONS[network.node(network.outputs[0]).activation].decision_level
    return np.asarray(z[:, 0] > level, np.intp)


def target_classes(t: Array) -> NDArray[np.intp]:
    """The class that targets ``(N, c)`` say: the largest, or which of a single output's two values."""
    if t.shape[1] > 1:
        return np.asarray(np.argmax(t, axis=1), np.intp)
    low, high = float(t.min()), float(t.max())
    return np.asarray(t[:, 0] > ((low + high) / 2 if low < high else 0.0), np.intp)
