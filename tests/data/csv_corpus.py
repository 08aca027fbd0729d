"""Awkward tables as people have them, each with what it says, or the sentence that says why it does not.

Every file is small enough to be read here; whatever is large is made by the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """A file and what is in it.

    Attributes:
        x, t: the samples, without the rows that cannot be used.
        bad: what is said of the rows that cannot.
        refused: what is said instead of reading it; then x and t are empty.
        format: fields of the format that must be found.
    """

    data: bytes
    x: list[list[float]] = field(default_factory=list)
    t: list[list[float]] = field(default_factory=list)
    names: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    bad: str = ""
    refused: str = ""
    format: Mapping[str, object] = field(default_factory=dict)
    test: tuple[bool, ...] = ()


XY = ("x1", "x2")
POINTS = [[0.0, 0.5], [1.0, -1.5]]
BITS = [[0.0], [1.0]]
ONE_HOT = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
GERMAN = "x1;x2;Größe\n0;0,5;groß\n1;-1,5;klein\n"
SIZES = ("groß", "klein")
THREE = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]

CORPUS: dict[str, Table] = {
    # --- how it is written --------------------------------------------------------------------------------
    "plain": Table(b"x1,x2,t\n0,0.5,0\n1,-1.5,1\n", POINTS, BITS, XY),
    "no header": Table(b"0,0.5,0\n1,-1.5,1\n", POINTS, BITS, format={"header": False}),
    "one row": Table(b"1,2,0\n", [[1.0, 2.0]], [[0.0]]),
    "no line feed at the end": Table(b"x1,x2,t\n0,0.5,0\n1,-1.5,1", POINTS, BITS, XY),
    "Windows lines": Table(b"x1,x2,t\r\n0,0.5,0\r\n1,-1.5,1\r\n", POINTS, BITS, XY),
    "lines of an old Mac": Table(b"x1,x2,t\r0,0.5,0\r1,-1.5,1\r", POINTS, BITS, XY),
    "mixed line ends": Table(b"x1,x2,t\r\n0,0.5,0\n1,-1.5,1\r", POINTS, BITS, XY),
    "semicolons and decimal commas": Table(
        b"x1;x2;t\n0;0,5;0\n1;-1,5;1\n", POINTS, BITS, XY, format={"separator": ";", "decimal": ","}
    ),
    "only decimal commas": Table(b"0,5;1,5\n2,5;3,5\n", [[0.5], [2.5]], [[1.5], [3.5]]),
    "tabs": Table(b"x1\tx2\tt\n0\t0.5\t0\n1\t-1.5\t1\n", POINTS, BITS, XY, format={"separator": "\t"}),
    "tabs and decimal commas": Table(
        b"x1\tx2\tt\n0\t0,5\t0\n1\t-1,5\t1\n", POINTS, BITS, XY, format={"separator": "\t", "decimal": ","}
    ),
    "bars": Table(b"x1|x2|t\n0|0.5|0\n1|-1.5|1\n", POINTS, BITS, XY, format={"separator": "|"}),
    "spaces, several of them": Table(
        b"  x1  x2   t\n  0   0.5  0 \n  1  -1.5  1 \n", POINTS, BITS, XY, format={"separator": " "}
    ),
    "spaces behind commas": Table(b"x1, x2, t\n0, 0.5, 0\n1, -1.5, 1\n", POINTS, BITS, XY),
    "the separator in its first line": Table(b"sep=;\nx1;x2;t\n0;0.5;0\n1;-1.5;1\n", POINTS, BITS, XY),
    "a separator at the end of each line": Table(b"x1,x2,t,\n0,0.5,0,\n1,-1.5,1,\n", POINTS, BITS, XY),
    "commas between and within": Table(
        b'"x1","x2","t"\n"0","0,5","0"\n"1","-1,5","1"\n', POINTS, BITS, XY, format={"decimal": ","}
    ),
    "quotes around everything": Table(b'"x1","x2","t"\n"0","0.5","0"\n"1","-1.5","1"\n', POINTS, BITS, XY),
    "single quotes": Table(b"x1,x2,c\n'0','0.5','no'\n'1','-1.5','yes'\n", POINTS, BITS, XY, ("no", "yes")),
    "separators and quotes in quotes": Table(
        b'"x1","a ""b"", c",t\n0,0.5,0\n1,-1.5,1\n', POINTS, BITS, ("x1", 'a "b", c')
    ),
    "a cell of two lines": Table(
        b'x1,x2,c\n0,0.5,"a\nb"\n1,-1.5,c\n1,,d\n',
        POINTS,
        BITS,
        XY,
        ("a b", "c"),
        bad="Row 4, column x2: the value is missing.",
    ),
    "a measure with an inch mark": Table(
        b'x1,size,t\n0,5",0\n1,6",1\n', [[0.0], [1.0]], BITS, ("x1",)
    ),
    "comments": Table(b"# made by hand\nx1,x2,t\n# first\n0,0.5,0\n\n1,-1.5,1\n# end\n", POINTS, BITS, XY),
    "names in numpy's comment": Table(b"# x1,x2,t\n0,0.5,0\n1,-1.5,1\n", POINTS, BITS, XY),
    "comments of Matlab": Table(b"% points\n0 0.5 0\n1 -1.5 1\n", POINTS, BITS),
    "empty lines everywhere": Table(b"\n\nx1,x2,t\n\n0,0.5,0\n,,\n1,-1.5,1\n\n ,\n", POINTS, BITS, XY),
    "a row number in front, as R writes it": Table(
        b'"x1" "x2" "t"\n"1" 0 0.5 0\n"2" 1 -1.5 1\n"3" 1 1 1\n', [*POINTS, [1.0, 1.0]], [*BITS, [1.0]], XY
    ),
    "a row number in front, as pandas writes it": Table(
        b",x1,x2,t\n0,0,0.5,0\n1,1,-1.5,1\n2,1,1,1\n", [*POINTS, [1.0, 1.0]], [*BITS, [1.0]], XY
    ),
    # --- in which letters ---------------------------------------------------------------------------------
    "UTF-8": Table(GERMAN.encode(), POINTS, BITS, XY, SIZES, format={"encoding": "utf-8"}),
    "UTF-8 with a mark": Table(GERMAN.encode("utf-8-sig"), POINTS, BITS, XY, SIZES),
    "UTF-16 with a mark": Table(
        GERMAN.encode("utf-16"), POINTS, BITS, XY, SIZES, format={"encoding": "utf-16"}
    ),
    "UTF-16, the other way round": Table(b"\xfe\xff" + GERMAN.encode("utf-16-be"), POINTS, BITS, XY, SIZES),
    "UTF-16 without a mark": Table(
        GERMAN.encode("utf-16-le"), POINTS, BITS, XY, SIZES, format={"encoding": "utf-16-le"}
    ),
    "UTF-32": Table(GERMAN.encode("utf-32"), POINTS, BITS, XY, SIZES),
    "Windows-1252": Table(
        GERMAN.encode("cp1252"), POINTS, BITS, XY, SIZES, format={"encoding": "cp1252"}
    ),
    "Latin-1 with what Windows does not know": Table(
        GERMAN.encode("latin-1") + b"2;2;\x81x\n",
        [*POINTS, [2.0, 2.0]],
        ONE_HOT,
        XY,
        (*SIZES, "x"),
        format={"encoding": "latin-1"},
    ),
    "Greek names": Table("α,β,t\n0,0.5,0\n1,-1.5,1\n".encode(), POINTS, BITS, ("α", "β")),
    # --- numbers ------------------------------------------------------------------------------------------
    "a minus sign of typography": Table("x1,x2,t\n0,0.5,0\n1,−1.5,1\n".encode(), POINTS, BITS, XY),
    "exponents": Table(b"0,5e-1,0\n1,-.15E+1,1\n", POINTS, BITS),
    "plus signs and points at the ends": Table(b"+0.,+.5,0\n1.,-1.5,1\n", POINTS, BITS),
    "groups of thousands": Table(
        b'x1,x2,t\n"1,234","1,234,567.5",0\n"2,000",3,1\n', [[1234.0, 1234567.5], [2000.0, 3.0]], BITS, XY
    ),
    "groups of thousands with decimal commas": Table(
        b"x1;x2;t\n1.234;1.234.567,5;0\n2.000;3;1\n", [[1234.0, 1234567.5], [2000.0, 3.0]], BITS, XY
    ),
    "groups parted by hard spaces": Table(
        "x1;x2;t\n1\u00a0234;1\u202f234,5;0\n2;3,5;1\n".encode(), [[1234.0, 1234.5], [2.0, 3.5]], BITS, XY
    ),
    "the smallest and the largest": Table(
        b"5e-324,1.7976931348623157e308,0\n-5e-324,-1.7976931348623157e308,1\n",
        [[5e-324, 1.7976931348623157e308], [-5e-324, -1.7976931348623157e308]],
        BITS,
    ),
    "seventeen digits": Table(
        b"0.1,0.30000000000000004,0\n1,2,1\n", [[0.1, 0.30000000000000004], [1.0, 2.0]], BITS
    ),
    "too large a number": Table(
        b"x1,x2,t\n0,0.5,0\n1,1e999,1\n1,-1.5,1\n", POINTS, BITS, XY,
        bad="Row 3, column x2: 1e999 is too large; the largest number is about 1.8e308.",
    ),
    "infinity": Table(
        b"x1,x2,t\n0,0.5,0\n-inf,1,1\n1,-1.5,1\n", POINTS, BITS, XY,
        bad="Row 3, column x1: -inf is not a finite number.",
    ),
    "underscores, which are no numbers": Table(
        b"x1,x2,t\n0,0.5,0\n1_000,1,1\n1,-1.5,1\n", POINTS, BITS, XY,
        bad="Row 3, column x1: “1_000” is not a number.",
    ),
    "a unit in one cell": Table(
        b"x1,x2,t\n0,0.5,0\n3 cm,1,1\n1,-1.5,1\n", POINTS, BITS, XY,
        bad="Row 3, column x1: “3 cm” is not a number.",
    ),
    "a decimal comma among points": Table(
        b"x1;x2;t\n0;0.5;0\n1;0,5;1\n1;-1.5;1\n2;2.5;0\n", [*POINTS, [2.0, 2.5]], [*BITS, [0.0]], XY,
        bad="Row 3, column x2: “0,5” is not a number with a decimal point.",
    ),
    # --- what is missing ----------------------------------------------------------------------------------
    "missing values of every kind": Table(
        b"x1,x2,t\n0,0.5,0\n,1,1\nNA,1,1\n?,1,1\nnull,1,1\nNaN,1,1\nn/a,1,1\n-,1,1\n1,-1.5,1\n",
        POINTS, BITS, XY, bad="Row 3, column x1: the value is missing. 6 more rows cannot be used.",
    ),
    "a missing class": Table(
        b"x1,x2,class\n0,0.5,a\n5,5,\n1,-1.5,b\n", POINTS, BITS, XY, ("a", "b"),
        bad="Row 3, column class: the value is missing.",
    ),
    "a class called none": Table(
        b"x1,x2,class\n0,0.5,none\n1,-1.5,some\n", POINTS, BITS, XY, ("none", "some")
    ),
    "rows of different length": Table(
        b"x1,x2,t\n0,0.5,0\n7,7\n7,7,7,7\n1,-1.5,1\n", POINTS, BITS, XY,
        bad="Row 3 has 2 cells instead of 3. 1 more row cannot be used.",
    ),
    "empty cells too many": Table(b"x1,x2,t\n0,0.5,0,,\n1,-1.5,1\n", POINTS, BITS, XY),
    "a column without values": Table(b"x1,note,x2,t\n0,,0.5,0\n1,,-1.5,1\n", POINTS, BITS, XY),
    "a row of units": Table(
        b"x1,x2,t\ncm,kg,-\n0,0.5,0\n1,-1.5,1\n", POINTS, BITS, XY,
        bad="Row 2, column x1: “cm” is not a number.",
    ),
    # --- classes ------------------------------------------------------------------------------------------
    "three classes": Table(
        b"a,b,species\n1,2,x\n3,4,y\n5,6,z\n", THREE, ONE_HOT, ("a", "b"), ("x", "y", "z")
    ),
    "the class in front": Table(
        b"class,a,b\nx,1,2\ny,3,4\nz,5,6\n", THREE, ONE_HOT, ("a", "b"), ("x", "y", "z")
    ),
    "classes that are numbers": Table(
        b"a,b,class\n1,2,10\n3,4,9\n5,6,11\n", THREE, [ONE_HOT[1], ONE_HOT[0], ONE_HOT[2]], ("a", "b"),
        ("9", "10", "11"),
    ),
    "classes of minus and plus one": Table(b"0,0.5,-1\n1,-1.5,1\n", POINTS, [[-1.0], [1.0]]),
    "two targets": Table(b"a,b,t1,t2\n0,0.5,1,2\n1,-1.5,3,4\n", POINTS, [[1.0, 2.0], [3.0, 4.0]], ("a", "b")),
    "names that stand twice": Table(b"x,x,t\n0,0.5,0\n1,-1.5,1\n", POINTS, BITS, ("x", "x (2)")),
    "a column of test samples": Table(
        b"x1,x2,t,test\n0,0.5,0,0\n1,-1.5,1,1\n", POINTS, BITS, XY, test=(False, True)
    ),
    "twelve classes": Table(
        b"a,b,class\n" + b"".join(b"%d,1,%d.5\n" % (i, i) for i in range(12)),
        [[float(i), 1.0] for i in range(12)], [[i + 0.5] for i in range(12)], ("a", "b"),
    ),
    # --- what is no table ---------------------------------------------------------------------------------
    "empty": Table(b"", refused="{name} is empty."),
    "only spaces": Table(b" \n\n  \n", refused="{name} has no rows with values."),
    "only comments": Table(b"# nothing\n# here\n", refused="{name} has no rows with values."),
    "only a header": Table(b"x1,x2,t\n", refused="Choose at least one column of numbers as an input."),
    "one column": Table(
        b"x\n1\n2\n", refused="Choose a column for the class, or one or more for the targets."
    ),
    "prose": Table(
        b"Dear all,\nthe lecture is moved.\nBest wishes\n",
        refused="Choose at least one column of numbers as an input.",
    ),
    "a spreadsheet": Table(
        b"PK\x03\x04\x14\x00\x06\x00",
        refused="{name} is a spreadsheet or an archive; save the table as CSV first.",
    ),
    "compressed": Table(b"\x1f\x8b\x08\x00", refused="{name} is compressed; unpack it first."),
    "a picture": Table(b"\x89PNG\r\n\x1a\n\x00", refused="{name} is a picture, not a table."),
    "bytes": Table(bytes(range(256)), refused="{name} is not a text, so there is no table in it."),
    "a quote that is not closed": Table(
        b'x1,x2,c\n0,0.5,"a\n1,-1.5,b\n1,2,c\n', refused="The quote that row 2 opens is never closed."
    ),
    "one class": Table(
        b"a,b,class\n1,2,x\n3,4,x\n",
        refused="Column class has only one value, “x”; a class column needs two.",
    ),
    "more classes than can be": Table(
        b"a,b,class\n" + b"".join(b"1,2,c%d\n" % i for i in range(11)),
        refused="Column class has more than 10 different values, among them “c0”, “c1” and “c2”; "
        "a class column has at most 10.",
    ),
}  # fmt: skip
