"""Write packaging/constraints.txt: the versions that a clean environment with all extras gets today.

    python3 packaging/make_constraints.py

Makes an environment in a temporary folder, installs the project with all extras into it, and keeps the names
and versions of what came; nothing else, so that no index address can get into the repository.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "packaging" / "constraints.txt"
EXTRAS = "test,lint,parity"
HEADER = """\
# What the project is developed and tested with; made by packaging/make_constraints.py.
# Nothing is installed because it stands here: pyproject.toml says what is needed, this says which version.
"""


def versions(python: Path) -> dict[str, str]:
    """Names and versions of everything in an environment except pip, its like and the project itself."""
    listed = subprocess.run(
        [python, "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"],
        check=True,
        capture_output=True,
        text=True,
    )
    found = {entry["name"]: entry["version"] for entry in json.loads(listed.stdout)}
    for name in ("pip", "setuptools", "wheel", "nndesk"):
        found.pop(name, None)
    # A local label such as "+cpu" names a build, which the other systems may not have.
    return {name: version.partition("+")[0] for name, version in found.items()}


def constraint(name: str, version: str) -> str:
    """One line of the file."""
    return f"{re.sub(r'[-_.]+', '-', name).lower()}=={version}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        subprocess.run([python, "-m", "pip", "install", "-q", "-e", f"{ROOT}[{EXTRAS}]"], check=True)
        lines = sorted(constraint(*item) for item in versions(python).items())
    TARGET.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
