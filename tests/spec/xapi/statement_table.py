"""Good and bad statements by clause of xAPI 1.0.3 (part Data), each one change away from a full good one.

`oracle` says what the outside validator of npm makes of it: None for "the same verdict as we", otherwise why it
differs; the test asserts that it still differs.
"""

from __future__ import annotations

from tests.spec.xapi.cases_of_context import list_contexts, list_times_and_files
from tests.spec.xapi.cases_of_result import list_questions, list_results
from tests.spec.xapi.cases_of_statement import list_actors, list_general, list_verbs_and_objects
from tests.spec.xapi.statement_case import Case

CASES: tuple[Case, ...] = (
    *list_general(),
    *list_actors(),
    *list_verbs_and_objects(),
    *list_questions(),
    *list_results(),
    *list_contexts(),
    *list_times_and_files(),
)
