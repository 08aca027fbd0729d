"""``python -m nndesk`` is the same as ``nndesk``."""

from __future__ import annotations

import sys

from nndesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
