"""`python -m builder` and the `copack` command. Imports nothing heavy: start-up is part of the product."""

from __future__ import annotations

import gc
import sys

GARBAGE = 200_000
"""New values before Python looks for cycles among them, 700 by default: a build makes values by the ten thousand and keeps nearly all of them."""


def main() -> None:
    """Run the command line. Exit 0 fine, 1 faults found, 2 wrong usage, 3 our fault."""
    gc.set_threshold(GARBAGE)
    from builder.cli import run
    from builder.cli.streams import finish_streams, prepare_streams

    prepare_streams()
    code = finish_streams(run(sys.argv[1:]))
    gc.freeze()  # else Python goes through all that a build made twice more, to free what ends with the process
    sys.exit(code)


if __name__ == "__main__":
    main()
