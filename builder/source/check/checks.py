"""Every rule about whole files and the whole course, in the order in which they are asked. A new rule is a module, or a function, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.diagnostics import Diagnostic
from builder.source.bind.course import BoundCourse
from builder.source.check.changes import check_accessibility_results, check_changes
from builder.source.check.characters import check_characters
from builder.source.check.costs import check_costs
from builder.source.check.course_file import check_base, check_hosted, check_language, check_languages, check_outcome_words
from builder.source.check.facts import check_fact_links, check_facts
from builder.source.check.identifiers import check_ids
from builder.source.check.labels_in_text import check_labels_in_text
from builder.source.check.lines_in_one import check_lines_in_one
from builder.source.check.links import check_links
from builder.source.check.marks import check_final_check_comes_last, check_mark, check_one_check_a_page, check_one_final_check
from builder.source.check.named_people import check_names_in_texts, check_withdrawn_names
from builder.source.check.other_tools import check_other_tools
from builder.source.check.outcomes import check_unknown_outcomes, check_unused_outcomes
from builder.source.check.own_marks import check_own_marks
from builder.source.check.page_length import check_page_length
from builder.source.check.page_order import check_content_warnings, check_short_versions
from builder.source.check.pasted_tables import check_pasted_tables
from builder.source.check.plain_texts import check_plain_texts
from builder.source.check.program_lines import check_program_lines
from builder.source.check.recorded_answers import check_promises, check_record_also_is_used, check_recorded_ids
from builder.source.check.records import check_pilots
from builder.source.check.shown_files import check_shown_files, check_shown_pictures, check_unshown_files
from builder.source.check.slots import check_local_words, check_slot_places, check_slots
from builder.source.check.structure import check_structure
from builder.source.check.theme import check_organisations, check_theme_contrast

CHECKS: tuple[Callable[[BoundCourse], Iterator[Diagnostic]], ...] = (
    check_structure,
    check_characters,
    check_other_tools,
    check_lines_in_one,
    check_labels_in_text,
    check_own_marks,
    check_pasted_tables,
    check_program_lines,
    check_ids,
    check_base,
    check_hosted,
    check_language,
    check_languages,
    check_outcome_words,
    check_unknown_outcomes,
    check_unused_outcomes,
    check_links,
    check_slots,
    check_slot_places,
    check_local_words,
    check_pilots,
    check_facts,
    check_fact_links,
    check_costs,
    check_changes,
    check_accessibility_results,
    check_names_in_texts,
    check_withdrawn_names,
    check_short_versions,
    check_content_warnings,
    check_page_length,
    check_one_check_a_page,
    check_one_final_check,
    check_final_check_comes_last,
    check_mark,
    check_recorded_ids,
    check_record_also_is_used,
    check_promises,
    check_plain_texts,
    check_organisations,
    check_theme_contrast,
    check_shown_pictures,
    check_shown_files,
    check_unshown_files,
)
"""Each looks at a course as far as it could be read, and says nothing of what it cannot judge. None knows what another has found."""


def check_course(course: BoundCourse) -> Iterator[Diagnostic]:
    """Yield all that is wrong with a course."""
    for check in CHECKS:
        yield from check(course)
