"""Open edX's own SCORM import (openedx-scorm-xblock from PyPI), run on a zip without an Open edX around it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any


@dataclass(frozen=True)
class Imported:
    """What Open edX understood of a package.

    `version` is SCORM_12 or SCORM_2004; `menu` is the HTML of its navigation; `warnings` are its own codes.
    """

    index_page: str
    version: str
    menu: str
    warnings: tuple[str, ...]
    files: tuple[str, ...]


def import_package(package: Path, storage: Path) -> Imported:
    """Import a zip as an Open edX author would upload it; files land under `storage`.

    Raises the import's own ScormError, ParseError or other exception where Open edX would show an error.
    """
    configure_django(storage)
    from django.core.files.storage import FileSystemStorage  # settings must stand before it is imported
    from openedxscorm.scormxblock import ScormXBlock

    block = ScormXBlock(_Runtime(), scope_ids=SimpleNamespace(usage_id="usage", user_id=1))
    block.location = SimpleNamespace(block_id="block", org="org", course="course", block_type="scorm")
    files = FileSystemStorage(location=str(storage), base_url="/media/")
    block.xblock_settings["STORAGE_FUNC"] = lambda _block: files
    content = io.BytesIO(package.read_bytes())
    content.name = package.name
    block.update_package_meta(content)
    block.extract_package(content)
    block.update_package_fields()
    root = storage / block.extract_folder_path
    extracted = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return Imported(
        block.index_page_path, block.scorm_version, block.navigation_menu, tuple(block.package_warnings or ()), tuple(extracted)
    )


def configure_django(storage: Path) -> None:
    """The few settings that the import reads, once a process."""
    import django
    from django.conf import settings

    if settings.configured:
        return
    settings.configure(
        USE_TZ=True,
        MEDIA_ROOT=str(storage),
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        DATABASES={},
        INSTALLED_APPS=[],
    )
    django.setup()


class _Runtime:
    """What the import asks of its surroundings: a settings bucket, its data, and an address for its menu's links."""

    def __init__(self) -> None:
        from xblock.field_data import DictFieldData

        self._bucket: dict[str, Any] = {}
        self._data = DictFieldData({})

    def service(self, _block: object, name: str) -> Any:
        if name == "settings":
            return SimpleNamespace(get_settings_bucket=lambda _block: self._bucket)
        return self._data if name == "field-data" else None

    def handler_url(self, _block: object, name: str) -> str:
        return f"/{name}/"
