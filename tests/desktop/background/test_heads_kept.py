"""What was kept of the log is not lost when two things that keep something overlap."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from pursight.contracts.audit import TreeHead
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.heads_kept import keep_heads, kept_heads


def head(desk: Desk, size: int) -> TreeHead:
    return TreeHead(
        organisation_id=desk.account.organisation_id,
        size=size,
        root=f"{size:064x}",
        at=datetime(2026, 5, 4, tzinfo=UTC),
        key_id="key",
        signature="A" * 86 + "==",
    )


def test_whatever_was_kept_since_is_not_overwritten(desk: Desk) -> None:
    before = kept_heads(desk)
    assert keep_heads(desk, before.keeping([head(desk, 1)]), before)
    assert not keep_heads(desk, before.keeping([head(desk, 2)]), before)
    assert [one.size for one in kept_heads(desk).heads] == [1]
    now = kept_heads(desk)
    assert keep_heads(desk, now.knowing("key", "AAAA").keeping([head(desk, 2)]), now)
    assert [one.size for one in kept_heads(desk).heads] == [1, 2]
    assert kept_heads(desk).keys == {"key": "AAAA"}


def test_each_organisation_has_its_own(desk: Desk) -> None:
    before = kept_heads(desk)
    keep_heads(desk, before.keeping([head(desk, 1)]), before)
    desk.account = replace(desk.account, organisation_id=UUID(int=77))
    assert kept_heads(desk).heads == ()
