"""What can be typed. The commands themselves are in the modules beside this one, imported when one runs."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from typing import NoReturn

from nndesk import __version__
from nndesk.cli.errors import UsageError

NUMBER_OPTIONS = ("--x", "--t", "--eta", "--momentum", "--l1", "--l2")
EXPORTS = (
    "diagram",
    "plane",
    "walk",
    "matrices",
    "hypercube",
    "surface",
    "hidden",
    "truth-table",
    "ledger",
    "graph",
    "regions-table",
)
SPACES = ("hidden", "hypercube", "regions", "surface", "truth", "ledger", "graph")
FILE_HELP = "a .nndesk file, or the name of an example (see: nndesk examples)"


class _Parser(argparse.ArgumentParser):
    """Raises one sentence instead of printing the usage and leaving."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}; see {self.prog} --help.")


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        module, function = name.split(":")
        code: int = getattr(importlib.import_module(f"nndesk.cli.{module}"), function)(arguments)
        return code

    return run


def parse(argv: list[str]) -> argparse.Namespace:
    """Read the command line. ``run`` of the result is the command.

    ``nndesk`` and ``nndesk FILE`` mean ``nndesk open [FILE]``. Raises :class:`UsageError`.
    """
    parser, commands = _parser()
    argv = _joined(argv)
    first = next((word for word in argv if not word.startswith("-")), None)
    asks = any(word in ("-h", "--help", "--version") for word in argv)
    if first not in commands and not asks:
        argv = ["open", *argv]
    return parser.parse_args(argv)


def _joined(argv: list[str]) -> list[str]:
    """``--x -1,0`` as ``--x=-1,0``: argparse takes a value that starts with a minus for another option."""
    joined: list[str] = []
    for word in argv:
        if joined and joined[-1] in NUMBER_OPTIONS and word.startswith(("-", "−")):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def _parser() -> tuple[argparse.ArgumentParser, frozenset[str]]:
    parser = _Parser(
        prog="nndesk",
        usage="nndesk [-h] [--version] [FILE]\n       nndesk [-h] COMMAND ...",
        description="A desktop laboratory for the first lecture on neural networks.",
        epilog="nndesk FILE opens the window on a file or an example; nndesk alone opens XOR.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"nndesk {__version__}")
    verbs = parser.add_subparsers(
        title="commands", prog="nndesk", metavar="COMMAND", required=True, parser_class=_Parser
    )
    add = verbs.add_parser

    p = add("open", help="open the window")
    p.add_argument("file", nargs="?", type=_file, metavar="FILE", help=FILE_HELP)
    p.set_defaults(run=_command("window:open_window"))

    p = add("examples", help="list the examples")
    p.add_argument("--json", action="store_true", help="print JSON")
    p.set_defaults(run=_command("commands:examples"))

    p = add("new", help="make a layered network with random weights")
    p.add_argument("layers", metavar="LAYERS", help="nodes per layer, inputs first: 2-4-2-1")
    p.add_argument("--activation", default="sigmoid", help="of every neuron (default: sigmoid)")
    p.add_argument(
        "--seed", type=_whole, default=0, help="of the initial weights and of the data (default: 0)"
    )
    p.add_argument(
        "--data",
        metavar="KIND[:KNOB=VALUE,…]",
        help="samples made by rule: spiral, or spiral:arms=3,classes=3 (see: nndesk data)",
    )
    p.add_argument("--to", required=True, metavar="OUT.nndesk", help="where to save it")
    p.set_defaults(run=_command("commands:new"))

    p = add("data", help="list the kinds of data that can be made by rule, with their knobs")
    p.add_argument("--json", action="store_true", help="print JSON")
    p.set_defaults(run=_command("commands:kinds_of_data"))

    p = add("show", help="print nodes, edges, weights, biases, activations")
    p.add_argument("file", type=_file, metavar="FILE", help=FILE_HELP)
    p.add_argument("--json", action="store_true", help="print JSON")
    p.set_defaults(run=_command("commands:show"))

    p = add("pass", help="a forward pass and, with --t, a backward pass")
    p.add_argument("file", type=_file, metavar="FILE", help=FILE_HELP)
    p.add_argument("--x", metavar="X1,X2,…", help="the input: 1,0,1 or 0,5;1/2 (default: the example)")
    p.add_argument("--t", metavar="T1,…", help="the targets; without them only the forward pass is made")
    p.add_argument("--cost", help="squared or cross_entropy (default: the document's)")
    p.add_argument("--eta", metavar="η", help="learning rate (default: the document's)")
    p.add_argument("--json", action="store_true", help="print JSON")
    p.set_defaults(run=_command("commands:one_pass"))

    p = add("check", help="compare the backward pass with finite differences and autograd")
    p.add_argument("file", type=_file, metavar="FILE", help=FILE_HELP)
    p.add_argument("--json", action="store_true", help="print JSON")
    p.set_defaults(run=_command("commands:check"))

    p = add("export", help="write a figure: SVG, PDF, PNG or TikZ")
    p.add_argument("file", type=_file, metavar="FILE", help=FILE_HELP)
    p.add_argument("--what", required=True, choices=EXPORTS, help="which picture")
    p.add_argument(
        "--to",
        required=True,
        metavar="OUT",
        help="the file: .svg, .pdf, .png or .tex; of a table .csv, .md or .tex; of graph also .dot",
    )
    p.add_argument("--step", type=_whole, metavar="N", help="show step N of the walk")
    p.add_argument(
        "--azimuth", type=_degrees, metavar="A", help="of hypercube, surface, hidden: degrees around"
    )
    p.add_argument("--elevation", type=_elevation, metavar="E", help="and above the plane, -90 to 90")
    p.add_argument(
        "--axes", metavar="H1,H2[,H3]", help="of hidden space: the neurons whose outputs are its axes"
    )
    p.add_argument("--reader", metavar="NODE", help="and the neuron whose line cuts it")
    p.add_argument("--morph", type=_part, metavar="M", help="0 is the input plane, 1 hidden space (default)")
    p.add_argument("--width-mm", type=_positive, metavar="W", help="width of the figure in millimetres")
    p.add_argument("--dpi", type=_positive, metavar="D", default=300.0, help="of a PNG (default: 300)")
    p.add_argument("--dark", action="store_true", help="for dark slides")
    p.add_argument(
        "--faces",
        choices=("curve", "value", "field"),
        help="what stands in the neurons: activation curve, output, field (default: as in the document)",
    )
    p.add_argument("--weights", choices=("all", "none"), help="whether edges have their weights on them")
    p.add_argument(
        "--shading",
        choices=("values", "classes"),
        help="what shades the plane: the output's values, or classes (default: as in the document)",
    )
    p.add_argument(
        "--regions",
        action=argparse.BooleanOptionalAction,
        help="name and count the first layer's regions in the plane, or do not (default: as in the document)",
    )
    p.add_argument("--no-legend", action="store_true", help="leave out what the plane's colours mean")
    p.set_defaults(run=_command("pictures:export"))

    p = add(
        "import",
        help="take samples from a table: CSV and its kin",
        description="Read a table of samples and save a document with them. How the table is written and "
        "what its columns are is found out, as far as it is not said; a column is given by name or number.",
    )
    p.add_argument("file", type=_file, metavar="FILE.csv", help="the table")
    p.add_argument("--to", required=True, metavar="OUT.nndesk", help="where to save the document")
    p.add_argument(
        "--into", type=_file, metavar="FILE", help="whose network gets the samples (default: a new one)"
    )
    p.add_argument("--inputs", metavar="A,B,…", help="columns that are inputs")
    goal = p.add_mutually_exclusive_group()
    goal.add_argument("--class", dest="class_column", metavar="C", help="the column of the class")
    goal.add_argument("--target", metavar="T,…", help="columns of targets that are numbers")
    p.add_argument("--test", metavar="C", help="the column that says which samples are held out")
    p.add_argument("--leave-out", action="store_true", help="leave out rows that cannot be used")
    some = p.add_mutually_exclusive_group()
    some.add_argument("--first", type=_counted, metavar="N", help="take the first N rows")
    some.add_argument("--every", type=_counted, metavar="K", help="take one row of every K")
    some.add_argument("--random", type=_counted, metavar="N", help="take N rows drawn at random")
    p.add_argument("--seed", type=_whole, default=0, help="of that draw (default: 0)")
    p.add_argument("--separator", choices=("comma", "semicolon", "tab", "space", "bar"))
    p.add_argument("--decimal-comma", action="store_true", help="numbers are written 0,5")
    p.add_argument("--no-header", action="store_true", help="the first row is a sample")
    p.add_argument("--encoding", choices=("utf-8", "utf-16", "cp1252", "latin-1"))
    p.set_defaults(run=_command("tables:import_table"))

    p = add("samples", help="write the samples as a table, CSV")
    p.add_argument("file", type=_file, metavar="FILE", help=FILE_HELP)
    p.add_argument("--to", metavar="OUT.csv", help="the file (default: print it)")
    p.add_argument(
        "--decimal-comma", action="store_true", help="write 0,5, with semicolons between the cells"
    )
    p.set_defaults(run=_command("tables:samples"))

    p = add(
        "train",
        help="train on the document's data",
        description="Train on the document's data and save the document with what was learned. Where every "
        "output is a step or a sign, φ′ = 0: there is nothing to descend, and nothing is saved.",
    )
    p.add_argument("file", type=_file, metavar="FILE", help=FILE_HELP)
    p.add_argument("--epochs", type=_whole, required=True, metavar="N", help="passes over the data")
    p.add_argument("--eta", metavar="η", help="learning rate (default: the document's)")
    p.add_argument("--seed", type=_whole, help="of the shuffling (default: the document's)")
    p.add_argument("--to", required=True, metavar="OUT.nndesk", help="where to save the trained document")
    p.add_argument("--batch", type=_whole, metavar="N", help="samples per step; 0 takes all")
    p.add_argument("--cost", choices=("squared", "cross_entropy"), help="what is made small")
    p.add_argument("--momentum", metavar="μ", help="what is kept of the last step, 0 to less than 1")
    p.add_argument("--nesterov", action="store_true", help="Nesterov's momentum")
    p.add_argument("--l1", metavar="λ", help="penalty λ Σ |w|")
    p.add_argument("--l2", metavar="λ", help="penalty ½ λ Σ w²")
    p.add_argument("--optimiser", choices=("descent", "adam"), help="gradient descent, or Adam")
    p.add_argument(
        "--until",
        action="append",
        metavar="J<0.01",
        help="or grad<…, accuracy>…, patience=…, time=…",
    )
    p.add_argument("--log", metavar="RUN.csv", help="write epoch, J and held-out J of every epoch")
    p.add_argument("--json", action="store_true", help="print what came of it as JSON")
    p.set_defaults(run=_command("training:train"))

    p = add("tour", help="draw XOR, walk it, train it and export the figures, no window")
    p.add_argument("--to", required=True, metavar="DIR", help="folder for the figures")
    p.set_defaults(run=_command("tour:tour"))

    p = add("shot", help="a picture of the real window; needs no display")
    p.add_argument("file", type=_file, metavar="FILE", help=FILE_HELP)
    p.add_argument("--workspace", choices=("draw", "walk", "train", "explore"), default="walk")
    p.add_argument("--space", choices=SPACES, help="page of the workspace explore, which is shown then")
    p.add_argument("--step", type=_whole, metavar="N", help="show step N of the walk")
    p.add_argument("--size", type=_size, default=(1440, 900), metavar="WxH", help="default: 1440x900")
    p.add_argument("--dark", action="store_true", help="the dark theme")
    p.add_argument("--projector", action="store_true", help="in projector mode: everything larger")
    p.add_argument(
        "--scale", type=_scale, default=1.0, metavar="S", help="dots for each pixel, 1 to 4 (default: 1)"
    )
    p.add_argument("--to", required=True, metavar="OUT.png")
    p.set_defaults(run=_command("window:shot"))

    return parser, frozenset(verbs.choices)


def _file(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def _whole(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
    if value < 0:
        raise argparse.ArgumentTypeError(f"{text} is negative")
    return value


def _counted(text: str) -> int:
    value = _whole(text)
    if value == 0:
        raise argparse.ArgumentTypeError("0 rows are none")
    return value


def _degrees(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of degrees") from None
    if not -360 <= value <= 360:
        raise argparse.ArgumentTypeError(f"{text} is outside -360 … 360")
    return value


def _elevation(text: str) -> float:
    value = _degrees(text)
    if not -90 <= value <= 90:
        raise argparse.ArgumentTypeError(f"{text} is outside -90 … 90")
    return value


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not greater than 0")
    return value


def _part(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not from 0 to 1")
    return value


def _scale(text: str) -> float:
    value = _positive(text)
    if not 1 <= value <= 4:
        raise argparse.ArgumentTypeError(f"{text} is outside 1 … 4")
    return value


def _size(text: str) -> tuple[int, int]:
    width, cross, height = text.lower().replace("×", "x").partition("x")
    if not (cross and width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 1440x900")
    size = int(width), int(height)
    if not (320 <= size[0] <= 10_000 and 240 <= size[1] <= 10_000):
        raise argparse.ArgumentTypeError(f"{text} is outside 320x240 … 10000x10000")
    return size
