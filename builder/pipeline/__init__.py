"""The whole way from an author's folder to zips, stage by stage; every command walks some part of it.

Stages are imported where they are used: `copack --help` must not pay for a renderer.
"""

from builder.pipeline.building import BuildResult, build, lint_folder, package_course, recover_output
from builder.pipeline.compilation import Compilation, UnknownSessionError, compile_folder
from builder.pipeline.languages import OpenedTranslation, Translating, open_translation
from builder.pipeline.package_digests import find_digests
from builder.pipeline.whole_course import build_all, build_kit

__all__ = (
    "BuildResult",
    "Compilation",
    "OpenedTranslation",
    "Translating",
    "UnknownSessionError",
    "build",
    "build_all",
    "build_kit",
    "compile_folder",
    "find_digests",
    "lint_folder",
    "open_translation",
    "package_course",
    "recover_output",
)
