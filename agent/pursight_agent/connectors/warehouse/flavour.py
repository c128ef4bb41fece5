"""What the generic connector must be told of one SQL dialect."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pursight_agent.push_down.kinds import Kind
from pursight_agent.push_down.words import Aggregates

if TYPE_CHECKING:
    import pyarrow as pa
    from sqlalchemy.engine import URL

    from pursight_agent.connectors.warehouse.address import Address

EXTRA = "agent-warehouses"
"""The extra that brings the drivers."""

ArrowRoad = Callable[[Any, str, int], "Iterator[pa.RecordBatch]"]
"""From a driver's own connection, a statement and the rows of a batch to its Arrow batches."""


class Bound(StrEnum):
    """How a statement says that it wants only so many rows."""

    LIMIT = "limit"
    TOP = "top"
    FETCH = "fetch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """One dialect: how it is reached, what its catalog is asked, how it reads and measures.

    The catalog's statements give columns in a fixed order, whatever they are called:
    tables (schema, name, kind, comment, rows, definition of a view), columns (schema, table, name,
    position, type, length, precision, scale, nullable, default, comment, generated), keys (schema,
    table, constraint, P/U/F, column, place, referenced schema, table, column). In them
    `{catalog}` is the quoted name of the database, `{region}` of BigQuery's region.
    """

    name: str
    driver: str
    """As SQLAlchemy calls dialect and driver."""
    module: str
    """What is missing when the driver is."""
    version: str
    tables: str
    columns: str
    keys: tuple[str, ...] = ()
    key_rows: Callable[[int, Mapping[str, Any]], tuple[Any, ...]] | None = None
    """Make a row of keys of a row by name (lower case), where a catalog cannot be told to."""
    own: Mapping[str, Kind] = field(default_factory=dict)
    bound: Bound = Bound.LIMIT
    sample: str = ""
    """Clause behind a table that draws `{percent}` of it; empty: the first rows."""
    begin: tuple[str, ...] = ()
    """Statements of a new session; `{seconds}` and `{milliseconds}` is the statement limit."""
    opened: "Callable[[Any, Address], None] | None" = None
    """Told of each new connection of the driver's own."""
    snapshot: bool = False
    quote: Callable[[str], str] | None = None
    """Only where SQLAlchemy's dialect cannot be trusted with it."""
    connect: "Callable[[Address], tuple[URL, dict[str, Any]]] | None" = None
    """Make SQLAlchemy's URL and further arguments for `create_engine`."""
    options: frozenset[str] = frozenset()
    """What may stand behind `?` of the address."""
    variable: str = ""
    needs_password: bool = True
    arrow: ArrowRoad | None = None
    billed: bool = True
    """Whether moving rows costs money or a long way: then large tables are measured there."""
    aggregates: Aggregates = field(default_factory=Aggregates)
    codes: Mapping[str | int, str] = field(default_factory=dict)
    """What its error numbers mean: denied, timeout, busy, refused, unreachable, missing."""
