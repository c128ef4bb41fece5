"""Conditions on rows, as values that a policy can make without writing SQL."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ARRAY, Table, Uuid, any_, false, literal
from sqlalchemy.sql.elements import ColumnElement

Condition = ColumnElement[bool]
"""Which rows of a table."""


def of_organisation(table: Table, organisation_id: UUID) -> Condition:
    """Rows of one organisation."""
    return table.c.organisation_id == organisation_id


def nothing() -> Condition:
    """No row at all."""
    return false()


def among(column: ColumnElement[UUID], ids: Sequence[UUID]) -> Condition:
    """Rows whose id is one of many; one parameter, however many they are."""
    return column == any_(literal(list(ids), ARRAY(Uuid)))
