"""Faults in what reads texts, files and packages, in what is told of them, and in who may read a draft."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

CHARACTERS: Final = ("tests/unit/source/test_characters.py",)
DRAWINGS: Final = ("tests/unit/source/test_drawings.py",)
CAPTIONS: Final = ("tests/unit/source/test_captions.py",)
LISTS: Final = ("tests/unit/source", "tests/test_pasted.py")
LINES_IN_ONE: Final = ("tests/unit/source/test_lines_in_one.py",)
PROSE: Final = ("tests/unit/source/test_prose.py",)
RECORDINGS: Final = ("tests/unit/course/test_recordings.py",)
DISCLOSURES: Final = ("tests/unit/reports/test_disclosures.py",)

READING: Final = (
    # ---------------------------------------------------------------- texts
    Mutant("a soft hyphen stays in a word", "source", "builder/source/characters.py", r'NEVER_SEEN = "\u00ad\u034f', r'NEVER_SEEN = "\u034f', CHARACTERS),
    Mutant(
        "a family of small pictures falls apart",
        "source",
        "builder/source/characters.py",
        r"\u200d(?={_PICTOGRAPH})",
        r"\u200c(?={_PICTOGRAPH})",
        CHARACTERS,
    ),
    Mutant(
        "a composed letter has the place of the next one",
        "source",
        "builder/source/characters.py",
        "[origins[start]] * len(cluster)",
        "[origins[end]] * len(cluster)",
        CHARACTERS,
    ),
    Mutant(
        "a second answer with its box is a part of the first one's words",
        "source",
        "builder/source/check/joined_marks.py",
        'return bool(box or match["bullet"] or match["code"])',
        'return bool(match["bullet"] and match["code"])',
        LINES_IN_ONE,
    ),
    Mutant(
        "a number that a sentence speaks of parts a list line",
        "source",
        "builder/source/check/joined_marks.py",
        "[:1].isdigit() and not _is_spoken_of(text, at)",
        "[:1].isdigit()",
        LINES_IN_ONE,
    ),
    Mutant(
        "a backslash in the address of a link is built as it is",
        "source",
        "builder/source/markdown/link_targets.py",
        "if scheme in SCHEMES and meant != address",
        "if scheme not in SCHEMES and meant != address",
        PROSE,
    ),
    Mutant(
        "a note among the words for a picture is read to learners",
        "source",
        "builder/source/markdown/prose.py",
        "grammar.PICTURE.match(grammar.mask_notes(line.text))",
        "grammar.PICTURE.match(line.text)",
        PROSE,
    ),
    Mutant(
        "a letter is left out of a list, and the rest still counts",
        "source",
        "builder/source/tree/markers.py",
        "run and marker.place == run[-1][1].place + 1",
        "run and marker.place > run[-1][1].place",
        LISTS,
    ),
    Mutant("a doubtful sign makes a list with one far below", "source", "builder/source/tree/markers.py", "_NEAR = 3", "_NEAR = 30", LISTS),
    Mutant(
        "a word that text may begin with is a label above the answers",
        "source",
        "builder/source/tree/synonyms.py",
        "if name in _ORDINARY and not answered:",
        "if name in _ORDINARY and answered:",
        LISTS,
    ),
    Mutant(
        "“Question 1” is no label",
        "source",
        "builder/source/tree/synonyms.py",
        "prompt|statement) ?[0-9]",
        "prompt|statement)[0-9]",
        LISTS,
    ),
    Mutant(
        "marked text of another tool is not looked at",
        "source",
        "builder/source/markdown/leftovers.py",
        "«]|==|'{2}|-->",
        "«]|'{2}|-->",
        ("tests/unit/source",),
    ),
    Mutant(
        "signs of struck text are shown to learners without a word",
        "source",
        "builder/source/markdown/leftover_kinds.py",
        'r"~~|(?<![\\w~])',
        'r"~~~|(?<![\\w~])',
        ("tests/unit/source",),
    ),
    Mutant(
        "the change that deletes lines leaves the last of them",
        "source",
        "builder/diagnostics/fixes.py",
        '(last + 1, 1), "")',
        '(last, 1), "")',
        ("tests/test_hints.py",),
    ),
    Mutant(
        "the digit nine of other scripts is no digit",
        "course",
        "builder/course/typed_answer.py",
        "<= zero + 9",
        "<= zero + 8",
        ("tests/unit/tracking/test_vectors.py",),
    ),
    Mutant(
        "a blank after the sign of pounds makes another answer",
        "course",
        "builder/course/typed_answer.py",
        r"([$\xa3\u20ac]) ",
        r"([$\u20ac]) ",
        ("tests/unit/tracking/test_vectors.py",),
    ),
    # ---------------------------------------------------------------- drawings, captions, pictures, recordings
    Mutant(
        "a rule of a style sheet wins over the style of the shape itself",
        "source",
        "builder/source/drawings/cascade.py",
        "(declaration.important, True,",
        "(declaration.important, False,",
        DRAWINGS,
    ),
    Mutant(
        "a variable of a style is forgotten inside",
        "source",
        "builder/source/drawings/clean.py",
        "{**inherited, **own} if own else inherited",
        "own",
        DRAWINGS,
    ),
    Mutant(
        "the background of a drawing is painted over it",
        "source",
        "builder/source/drawings/clean.py",
        "root.insert(0, rectangle)",
        "root.append(rectangle)",
        DRAWINGS,
    ),
    Mutant(
        "a time without hours is an hour later",
        "source",
        "builder/source/caption_files.py",
        "int(time['hours'] or 0)",
        "int(time['hours'] or 1)",
        CAPTIONS,
    ),
    Mutant("captions for the top stand below", "source", "builder/source/caption_files.py", r"\{\\an[789]\}", r"\{\\an[123]\}", CAPTIONS),
    Mutant(
        "a picture that moves without end counts as still",
        "pages",
        "builder/pages/animations.py",
        "self.turns > 0 and self.turns * self.seconds",
        "self.turns * self.seconds",
    ),
    Mutant("a GIF turns once less than it does", "pages", "builder/pages/animations.py", "turns = again + 1 if again else 0", "turns = again"),
    Mutant(
        "a text that is typed twice may be shown once",
        "pages",
        "builder/pages/visible_words.py",
        "(counts[words] > 1 and",
        "(counts[words] > 2 and",
        ("tests/unit/pages/test_visible_words.py",),
    ),
    Mutant(
        "a recording of a browser ends where its last cluster begins",
        "course",
        "builder/course/recordings/matroska.py",
        "return base + latest",
        "return base",
        RECORDINGS,
    ),
    Mutant(
        "a film of 64-bit times has no length",
        "course",
        "builder/course/recordings/iso_media.py",
        'at, form = (20, ">IQ")',
        'at, form = (12, ">IQ")',
        RECORDINGS,
    ),
    Mutant(
        "the tag at the end of an MP3 is heard",
        "course",
        "builder/course/recordings/mpeg_audio.py",
        "end -= _NOTES",
        "end += _NOTES",
        RECORDINGS,
    ),
    # ---------------------------------------------------------------- what is told
    Mutant(
        "a bank is said to ask all its questions",
        "reports",
        "builder/tracking/disclosures.py",
        "sum(draw.count for draw in check.draw) or sent",
        "sent",
        DISCLOSURES,
    ),
    Mutant(
        "a score that is sent is said to stay",
        "reports",
        "builder/tracking/disclosures.py",
        "is not None and not plan.sends_score()",
        "is not None",
        DISCLOSURES,
    ),
    # ---------------------------------------------------------------- packages of strangers
    Mutant(
        "a zip with a long comment has no end",
        "package",
        "builder/package/zip_directory.py",
        "_LONGEST_COMMENT = 0xFFFF",
        "_LONGEST_COMMENT = 0xFF",
        ("tests/unit/package",),
    ),
    Mutant(
        "files behind something else are looked for too early",
        "package",
        "builder/package/zip_directory.py",
        "offset + before, attributes",
        "offset, attributes",
        ("tests/unit/package",),
    ),
    Mutant("a file may grow two thousand times", "package", "builder/package/limits.py", "ratio: int = 200", "ratio: int = 2000", ("tests/unit/package",)),
    Mutant(
        "an address that begins with two slashes is none",
        "package",
        "builder/package/addresses.py",
        'r"(?:https?:)?//',
        'r"https?://',
        ("tests/unit/package",),
    ),
    # ---------------------------------------------------------------- a draft
    Mutant(
        "any page may load a draft's scripts",
        "preview",
        "builder/preview/guard.py",
        '"Cross-Origin-Resource-Policy": "same-origin"',
        '"Cross-Origin-Resource-Policy": "cross-origin"',
        ("tests/unit/preview/test_guard.py",),
    ),
)  # fmt: skip
