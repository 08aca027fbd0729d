"""Entry point: find the command, run it, and tell every expected failure in one sentence, exit code 2."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``nndesk`` with ``argv`` (default: the process's) and return the exit code.

    0 is success, 1 a check that found a difference, 2 an error told in one sentence on standard error, 130 an
    interruption by Ctrl+C.
    """
    # Before numpy is imported: at this size more threads only hurt, and they starve the window.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from nndesk.cli.parser import parse

    try:
        arguments = parse(list(sys.argv[1:] if argv is None else argv))
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        print("nndesk: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever reads our output has read enough (``nndesk show xor | head -1``).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (ValueError, ArithmeticError, OSError) as error:
        from nndesk.cli.errors import sentence

        told = sentence(error)
        if told is None:
            raise
        print(f"nndesk: {told}", file=sys.stderr)
        return 2
