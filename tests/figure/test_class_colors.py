"""Ten classes can be told apart, also by eyes that lack a colour (LECTURE: two classes; more are ours)."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from nndesk.figure.style import DARK, LIGHT, Palette

# What eyes without red, green or blue receptors see of linear RGB (Machado et al. 2009).
EYES = {
    "all": np.eye(3),
    "no red": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "no green": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "no blue": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}
_CONES = np.array([[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.6300]])
_LAB = np.array([[0.2105, 0.7936, -0.0041], [1.9780, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]])


def linear(code: str) -> np.ndarray:
    c = np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def oklab(rgb: np.ndarray) -> np.ndarray:
    """Colours in which equal distances look about equally far."""
    return _LAB @ np.cbrt(_CONES @ rgb.clip(0, 1))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("eyes", EYES)
def test_no_two_of_ten_classes_look_alike(palette: Palette, eyes: str) -> None:
    colors = [oklab(EYES[eyes] @ linear(palette.of_class(kind))) for kind in range(10)]
    assert min(np.linalg.norm(a - b) for a, b in combinations(colors, 2)) > 0.065


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_class_stands_out_from_the_panel(palette: Palette) -> None:
    def light(code: str) -> float:
        return float(np.array([0.2126, 0.7152, 0.0722]) @ linear(code)) + 0.05

    panel = light(palette.panel)
    for kind in range(10):
        own = light(palette.of_class(kind))
        assert max(own, panel) / min(own, panel) > 2.2
