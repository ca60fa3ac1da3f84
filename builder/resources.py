"""Where Copack's own files are: templates and browser assets, in a wheel or in a clone."""

from __future__ import annotations

from pathlib import Path

_ROOM = Path(__file__).resolve().parent


def find_templates() -> Path:
    """Return the folder of `templates/`: inside the package in a wheel, beside it in a clone (an editable install has no copy).

    Raises:
        FileNotFoundError: the installation is incomplete.

    """
    for folder in (_ROOM / "_templates", _ROOM.parent / "templates"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("Copack's templates are missing; please install it again")


def compiled_templates(name: str) -> Path:
    """Return the folder where the build hook puts a set of compiled templates, `pages` or `sheets`; it need not be there."""
    return _ROOM / "_compiled_templates" / name


def find_assets() -> Path:
    """Return the folder of the front-end build.

    It holds `start.js`, `runtime.js`, `kinds/`, `drivers/`, `blocks/`, `parts/`, `review.js`, `styles.json`, `licences.txt`, `schemas/` and `digest`;
    in a clone also `tables.d.ts` and `layout.ts`, which TypeScript is checked against.

    Raises:
        FileNotFoundError: the front end was never built.

    """
    folder = _ROOM / "_assets"
    if not folder.is_dir():
        raise FileNotFoundError("Copack's browser assets are missing; in a clone, run: make assets")
    return folder


def read_asset(path: str) -> bytes:
    """Return the content of one file of `find_assets()`, for example `drivers/scorm12.js`. Raises FileNotFoundError when there is none."""
    return (find_assets() / path).read_bytes()


def has_asset(path: str) -> bool:
    """Tell whether `find_assets()` has a file: most blocks have no script, for example."""
    return (find_assets() / path).is_file()
