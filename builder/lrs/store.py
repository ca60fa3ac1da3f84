"""All that one LRS keeps, in memory: the statements and the documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from builder.lrs.storage.documents import DocumentStore
from builder.lrs.storage.statements import StatementStore


class Store:
    """The memory of one LRS.

    Args:
        clock: gives the present time with its zone.
        make_uuid: gives a new UUID in lower case.
        maximum: how many statements one answer holds at most.

    """

    def __init__(self, clock: Callable[[], datetime], make_uuid: Callable[[], str], maximum: int = 100) -> None:
        self.statements = StatementStore(clock, make_uuid, maximum)
        self.documents = DocumentStore(clock)
