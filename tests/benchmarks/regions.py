"""How fast the regions of lines are found, beside shapely where it is installed.

Three ways are measured: the regions that a window shows (polygons and codes), the same where floats cannot
decide and whole numbers must, and all regions of the whole plane (codes only, always exact). shapely makes
polygons, without codes and only approximately: it cuts the lines at their crossings (``union_all``), and
``polygonize`` joins the pieces. All take turns, so what to look at are the ratios; times are of the
processor. Run from the checkout::

    python tests/benchmarks/regions.py [--rounds 15]
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import random
import time
from collections.abc import Callable

from nndesk.geometry.arrangement import arrange
from nndesk.geometry.cells import cells
from nndesk.geometry.lines import Line, Window
from nndesk.geometry.splitting import split_cells

WINDOW: Window = (-1.0, 1.0, -1.0, 1.0)
SIZES = (3, 8, 12, 16, 32, 64)
FRAME = 16.7
Jobs = dict[str, Callable[[], object]]


def general_lines(p: int) -> list[Line]:
    """Lines in general position that all cross the window."""
    rng = random.Random(p)
    angles = [rng.uniform(0, 2 * math.pi) for _ in range(p)]
    return [Line(math.cos(a), math.sin(a), rng.uniform(-0.7, 0.7)) for a in angles]


def nice_lines(p: int) -> list[Line]:
    """Lines as a person snaps them: many are parallel, many meet in one point."""
    rng = random.Random(p)
    return [Line(rng.randint(-4, 4), rng.randint(1, 4), rng.randint(-4, 4) / 2) for _ in range(p)]


def by_shapely(lines: list[Line]) -> Jobs:
    import shapely

    def far(line: Line) -> list[tuple[float, float]]:
        # Beyond the window, so that no end misses the frame by a bit.
        x, y = -line.b * line.w1, -line.b * line.w2
        return [(x - 4 * line.w2, y + 4 * line.w1), (x + 4 * line.w2, y - 4 * line.w1)]

    frame = shapely.box(WINDOW[0], WINDOW[2], WINDOW[1], WINDOW[3]).exterior
    strings = shapely.linestrings([far(line) for line in lines])
    pieces = shapely.get_parts(shapely.union_all([*strings, frame]))
    return {
        "shapely, cut and polygonize": lambda: shapely.get_parts(
            shapely.polygonize(shapely.get_parts(shapely.union_all([*strings, frame])))
        ),
        "shapely, polygonize alone": lambda: shapely.get_parts(shapely.polygonize(pieces)),
    }


def fastest(jobs: Jobs, rounds: int) -> dict[str, float]:
    """Milliseconds of the thread in each job's best round; the jobs take turns."""
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(rounds):
        for name, job in jobs.items():
            # So many that the clock, which ticks in microseconds, says something.
            start, times = time.thread_time(), 0
            while time.thread_time() - start < 0.003 or not times:
                job()
                times += 1
            best[name] = min(best[name], 1e3 * (time.thread_time() - start) / times)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    opponent = importlib.util.find_spec("shapely") is not None
    if not opponent:
        print("shapely is not installed: pip install shapely, to compare with it.\n")
    print(f"Milliseconds of processor time; a frame is {FRAME} ms\n")
    titles = ["in the window", "by whole numbers", "nice lines", "whole plane"]
    if opponent:
        titles += ["shapely: cut and polygonize", "polygonize alone", "window / both", "window / alone"]
    print(f"| lines | regions in the window | {' | '.join(titles)} |")
    print("| --- |" + " --- |" * (1 + len(titles)))
    for p in SIZES:
        lines, nice = general_lines(p), nice_lines(p)
        jobs: Jobs = {
            "window": lambda lines=lines: cells(lines, WINDOW),
            "whole numbers": lambda lines=lines: split_cells(lines, WINDOW),
            "nice": lambda nice=nice: cells(nice, WINDOW),
            "plane": lambda lines=lines: arrange(lines),
        }
        if opponent:
            jobs |= by_shapely(lines)
        took = list(fastest(jobs, options.rounds).values())
        columns = [f"{value:.3g}" for value in took]
        if opponent:
            columns += [f"{took[0] / took[k]:.2f}×" for k in (4, 5)]
        print(f"| {p} | {len(cells(lines, WINDOW))} | {' | '.join(columns)} |")


if __name__ == "__main__":
    main()
