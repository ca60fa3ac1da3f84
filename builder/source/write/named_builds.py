"""builds.yaml as Copack writes it: whole, in one form."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.named_builds import NamedBuild, NamedBuilds
from builder.source.yaml.quoting import quote

HEAD = """\
# Which files carried the names of people, so that copies can be found when somebody changes their mind. Copack writes this file.
# It holds ids of people.yaml and no names. It stays on your computer: keep it out of git, as people.yaml, and give it to no one.
"""


def write_named_builds(builds: NamedBuilds) -> str:
    """Return the text of the file."""
    return HEAD + "builds:\n" + "".join(line for build in builds.builds for line in _write(build))


def _write(build: NamedBuild) -> Iterator[str]:
    yield f"  - word: {quote(build.word)}\n"
    yield f"    build: {quote(build.build)}\n"
    yield f"    version: {quote(build.version)}\n"
    yield f"    made_on: {quote(build.made_on)}\n"
    yield "    files:\n"
    for file in build.files:
        yield f"      - name: {quote(file.name)}\n"
        yield f"        digest: {file.digest}\n"
        for place, people in (("credits", file.credits), ("evidence", file.evidence)):
            if people:
                yield f"        {place}: [{', '.join(people)}]\n"
