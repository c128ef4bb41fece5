"""Document assets: description, owner, tags; one or many at once."""

from collections.abc import Sequence
from uuid import UUID

from pursight.contracts.sync import Value
from pursight.errors import Refused
from pursight_desktop.operations.change import Change
from pursight_desktop.operations.edits import Edit, Seen, carry_out, gone
from pursight_desktop.operations.shown import shown_fields
from pursight_desktop.operations.wording import Saying, tr
from pursight_desktop.replica.store import Store, Writer

MOST_TAGS = 50
LONGEST_TAG = 60
LONGEST_DESCRIPTION = 20_000
LONGEST_OWNER = 200


class TooLong(Refused):
    """A text or a list is longer than the server would take."""

    code = "console.too_long"


def annotate(
    store: Store,
    ids: Sequence[UUID],
    *,
    description: str | None = None,
    owner: str | None = None,
    add_tags: Sequence[str] = (),
    remove_tags: Sequence[str] = (),
    seen: Seen | None = None,
) -> Change:
    """Describe, own and tag assets; what is None stays as it is, an empty text clears.

    Args:
        store: The replica.
        ids: Of the assets.
        description: In Markdown.
        owner: A person or a team.
        add_tags: Those that are there already change nothing.
        remove_tags: Those that are not there change nothing.
        seen: Revs of the assets when the person looked at them; as they are now unless given.

    Raises:
        TooLong: A text or a list of tags is longer than is allowed.
        NotThere: None of them is here any more; of many those that are gone are left out.
    """
    added = tuple(dict.fromkeys(tag.strip() for tag in add_tags if tag.strip()))
    removed = frozenset(tag.strip() for tag in remove_tags)
    owner = None if owner is None else owner.strip()
    _check("A description", description, LONGEST_DESCRIPTION)
    _check("An owner's name", owner, LONGEST_OWNER)
    for tag in added:
        _check("A tag", tag, LONGEST_TAG)

    def plan(writer: Writer) -> list[Edit]:
        edits = []
        for asset_id in dict.fromkeys(ids):
            row = shown_fields(writer, "asset", asset_id)
            if row is None:
                continue  # it was evicted while the person looked at it
            after: dict[str, Value] = {}
            if description is not None:
                after["description"] = description
            if owner is not None:
                after["owner"] = owner
            if added or removed:
                after["tags"] = _tags(row.get("tags"), added, removed)
            after = {name: value for name, value in after.items() if row.get(name) != value}
            before = {name: row.get(name) for name in after}
            rev = None if seen is None else seen.get(asset_id)
            edits.append(Edit("asset", asset_id, before, after, rev))
        if ids and not edits:
            raise gone()
        return edits

    return carry_out(store, lambda count: _word(count, description, owner, added, removed), plan)


def _tags(now: Value, added: Sequence[str], removed: frozenset[str]) -> list[Value]:
    tags = now if isinstance(now, list) else []
    kept: list[Value] = [tag for tag in tags if tag not in removed]
    kept += [tag for tag in added if tag not in kept]
    if len(kept) > MOST_TAGS:
        raise TooLong(f"An asset has at most {MOST_TAGS} tags.", hint="Remove some of them first.")
    return kept


def _check(what: str, text: str | None, longest: int) -> None:
    if text is not None and len(text) > longest:
        raise TooLong(f"{what} has at most {longest:,} characters; this has {len(text):,}.")


def _word(
    count: int,
    description: str | None,
    owner: str | None,
    added: Sequence[str],
    removed: frozenset[str],
) -> Saying:
    told = [description is not None, owner is not None, bool(added or removed)]
    if sum(told) > 1:
        return tr("{n} assets documented", None, count)
    if description is not None:
        return _described(count) if description else _undescribed(count)
    if owner is not None:
        return _owned(count, owner) if owner else tr("Owner of {n} assets removed", None, count)
    if added and removed:
        return tr("Tags of {n} assets changed", None, count)
    named = ", ".join(added or sorted(removed))
    if added:
        return tr("{n} assets tagged {tags}", None, count).having(tags=named)
    return tr("Tag {tags} removed from {n} assets", None, count).having(tags=named)


def _described(count: int) -> Saying:
    return tr("{n} assets described", None, count)


def _undescribed(count: int) -> Saying:
    return tr("Description of {n} assets removed", None, count)


def _owned(count: int, owner: str) -> Saying:
    return tr("{owner} owns {n} assets", None, count).having(owner=owner)
