"""Conditions on rows, as values that a policy can make without writing SQL."""

from uuid import UUID

from sqlalchemy import Table, false
from sqlalchemy.sql.elements import ColumnElement

Condition = ColumnElement[bool]
"""Which rows of a table."""


def of_organisation(table: Table, organisation_id: UUID) -> Condition:
    """Rows of one organisation."""
    return table.c.organisation_id == organisation_id


def nothing() -> Condition:
    """No row at all."""
    return false()
