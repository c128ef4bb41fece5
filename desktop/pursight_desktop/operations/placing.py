"""Put assets into a business domain, or take them out of the one they were put into."""

from collections.abc import Sequence
from uuid import UUID

from pursight.errors import Refused
from pursight_desktop.operations.change import Change
from pursight_desktop.operations.edits import Edit, Seen, carry_out, gone
from pursight_desktop.operations.shown import shown_fields
from pursight_desktop.operations.wording import Saying, tr
from pursight_desktop.replica.store import Store, Writer

MAY_PLACE = ("catalog.write", "domains.write")
"""What it takes: it may decide who sees them."""


class NoSuchDomain(Refused):
    """The domain is not there any more."""

    code = "console.no_such_domain"


def put_into_domain(
    store: Store, ids: Sequence[UUID], domain_id: UUID | None, *, seen: Seen | None = None
) -> Change:
    """Put assets into a domain, with all in them that was not put elsewhere.

    Args:
        store: The replica.
        ids: Of the assets.
        domain_id: None: into none of their own; they have that of what they lie in again.
        seen: Revs of the assets when the person looked at them; as they are now unless given.

    Raises:
        NoSuchDomain: The domain is not here any more.
        NotThere: None of the assets is here any more; of many those that are gone are left out.
    """
    called: list[str] = []

    def plan(writer: Writer) -> list[Edit]:
        if domain_id is not None:
            domain = shown_fields(writer, "domain", domain_id)
            if domain is None:
                raise NoSuchDomain(
                    "This domain is not there any more.", hint="Nothing was changed."
                )
            called.append(str(domain.get("name") or ""))
        wanted = None if domain_id is None else str(domain_id)
        edits = []
        for asset_id in dict.fromkeys(ids):
            row = shown_fields(writer, "asset", asset_id)
            if row is None:
                continue  # it was evicted while the person looked at it
            rev = None if seen is None else seen.get(asset_id)
            before = {"domain_id": row.get("domain_id")}
            edits.append(Edit("asset", asset_id, before, {"domain_id": wanted}, rev))
        if ids and not edits:
            raise gone()
        return edits

    return carry_out(store, lambda count: _word(count, called), plan)


def _word(count: int, called: Sequence[str]) -> Saying:
    if called:
        return tr("{n} assets put into {domain}", None, count).having(domain=called[0])
    return tr("{n} assets taken out of their domain", None, count)
