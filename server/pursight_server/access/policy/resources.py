"""How a table's rows relate to assets and sources: each domain says it where it declares them."""

from dataclasses import dataclass
from typing import Any, Final

from pursight_server.platform.tenancy import metadata

_KEY: Final = "about"


@dataclass(frozen=True, slots=True)
class About:
    """Columns of a table that name what its rows are about.

    Attributes:
        asset: Of the asset; may be null when `source` is there too.
        source: Of the source: for rows about no single asset.
        through: The column, and the table of which it names the row that they are a part of.
    """

    asset: Any = None
    source: Any = None
    through: tuple[Any, Any] | None = None


def about(
    table: Any, *, asset: Any = None, source: Any = None, through: tuple[Any, Any] | None = None
) -> None:
    """Say which columns name the asset, or else the source, that a row of a table is about.

    Whoever may not see that asset sees no such row. Rows of a table that says nothing are seen by
    those who have a permission for the whole organisation.
    """
    table.info[_KEY] = About(asset, source, through)


def about_of(table: Any) -> About:
    """Read what a table has said."""
    found: About = table.info.get(_KEY, About())
    return found


def declared(name: str) -> Any:
    """Give the table of a domain that imports this one, by its name, as `asset`."""
    return metadata.tables[name]
