"""The truth tables of the lecture, and of any other function of bits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from types import MappingProxyType

import numpy as np

from nndesk.data.dataset import DataError, Dataset

FUNCTIONS: Mapping[str, Callable[[tuple[int, ...]], int]] = MappingProxyType(
    {
        "and": lambda bits: int(all(bits)),
        "or": lambda bits: int(any(bits)),
        "xor": lambda bits: sum(bits) % 2,
        "nand": lambda bits: int(not all(bits)),
        "nor": lambda bits: int(not any(bits)),
        "xnor": lambda bits: 1 - sum(bits) % 2,
    }
)
"""Functions of bits by name; xor of more than two inputs is their parity."""

MAX_TABLE_INPUTS = 12
"""4096 rows; a longer table nobody reads."""


def truth_table(function: str, low: float = 0.0, high: float = 1.0, inputs: int = 2) -> Dataset:
    """The truth table of a function of bits (LECTURE topics 8–10), a row for each input.

    Rows are in the order 00, 01, 10, 11: the first input changes slowest.

    Args:
        function: a key of ``FUNCTIONS`` in any case, or the column of results itself as ``2**inputs`` digits,
            for example ``"0110"`` for XOR.
        low: the number that stands for false, in inputs and targets: 0, or −1 as Abu-Mostafa has it.
        high: the number for true.
        inputs: how many inputs, 1 to 12.

    Raises:
        DataError: an unknown function, the wrong number of digits, or too many inputs.
    """
    if not 1 <= inputs <= MAX_TABLE_INPUTS:
        raise DataError(f"A truth table has 1 to {MAX_TABLE_INPUTS} inputs, not {inputs}.")
    rows = list(product((0, 1), repeat=inputs))
    name = function.strip().lower()
    if name in FUNCTIONS:
        results = [FUNCTIONS[name](bits) for bits in rows]
    elif name and set(name) <= {"0", "1"}:
        if len(name) != len(rows):
            raise DataError(
                f"A function of {inputs} inputs has {len(rows)} results, but {len(name)} are given."
            )
        results = [int(digit) for digit in name]
    else:
        raise DataError(
            f"{function!r:.40} is not a function of bits; write {', '.join(FUNCTIONS)}, or digits like 0110."
        )
    values = np.array([low, high])
    return Dataset(values[np.array(rows)], values[np.array(results)].reshape(-1, 1))
