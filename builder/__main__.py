"""`python -m builder` and the `copack` command. Imports nothing heavy: start-up is part of the product."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. Exit 0 fine, 1 faults found, 2 wrong usage, 3 our fault."""
    from builder.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
