"""One sample by name: the inputs or the targets that were given, checked against the network."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from nndesk.network.errors import NonFiniteError, ShapeError, UnknownNodeError
from nndesk.network.model import Network


def inputs_by_name(network: Network, x: Mapping[str, float] | Sequence[float]) -> Mapping[str, float]:
    """``x`` in the order of ``network.inputs``.

    Raises ShapeError for too few or too many, UnknownNodeError for a name that is no input, NonFiniteError.
    """
    return _by_name(x, network.inputs, "input")


def targets_by_name(network: Network, t: Mapping[str, float] | Sequence[float]) -> Mapping[str, float]:
    """``t`` in the order of ``network.outputs``. Raises like :func:`inputs_by_name`."""
    return _by_name(t, network.outputs, "target")


def _by_name(
    values: Mapping[str, float] | Sequence[float], names: tuple[str, ...], what: str
) -> Mapping[str, float]:
    if isinstance(values, Mapping):
        for name in values:
            if name not in names:
                raise UnknownNodeError(name, where=f"the {what}s")
        for name in names:
            if name not in values:
                raise ShapeError(f"The {what} {_of(what)}{name} is missing.")
        given = [values[name] for name in names]
    else:
        given = list(values)
        if len(given) != len(names):
            raise ShapeError(
                f"The network has {_count(len(names), 'input' if what == 'input' else 'output')}, "
                f"but {_count(len(given), what)} {'was' if len(given) == 1 else 'were'} given."
            )
    for name, value in zip(names, given, strict=True):
        if not math.isfinite(value):
            raise NonFiniteError(f"the {what} {_of(what)}{name}", value)
    return MappingProxyType({name: float(value) for name, value in zip(names, given, strict=True)})


def _of(what: str) -> str:
    return "" if what == "input" else "of "


def _count(n: int, what: str) -> str:
    return f"{n or 'no'} {what}{'' if n == 1 else 's'}"
