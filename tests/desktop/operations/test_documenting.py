"""Describe, own and tag: one or many, undone before and after they were sent."""

import pytest
from tests.desktop.operations.conftest import Desktop

from pursight_desktop.language.sayings import in_words
from pursight_desktop.operations.documenting import TooLong, annotate
from pursight_desktop.operations.edits import NotThere


def test_one_asset_is_described_and_sent(desktop: Desktop) -> None:
    email = desktop.column("email")
    desktop.sync()
    change = annotate(desktop.store, [email], description="Where to write to")
    assert in_words(change.label) == "1 asset described"
    assert desktop.shown("asset", email)["description"] == "Where to write to"
    assert desktop.kept("asset", email)["description"] == ""
    desktop.sync()
    assert desktop.kept("asset", email)["description"] == "Where to write to"


def test_saying_it_again_is_no_change(desktop: Desktop) -> None:
    email = desktop.column("email", description="Where to write to", tags=["gdpr"])
    desktop.sync()
    change = annotate(
        desktop.store, [email], description="Where to write to", add_tags=["gdpr"], owner=" "
    )
    assert (in_words(change.label), change.mids) == ("Nothing to change", ())
    assert not change.can_undo
    assert change.undo().mids == ()


def test_many_assets_are_one_transaction_and_one_undo(desktop: Desktop) -> None:
    ids = [desktop.column(f"c{number}", tags=["old"]) for number in range(500)]
    desktop.sync()
    news: list[object] = []
    desktop.store.subscribe(news.append)
    change = annotate(
        desktop.store, ids, owner="ada", add_tags=["gdpr", "gdpr "], remove_tags=["old"]
    )
    assert len(news) == 1
    assert in_words(change.label) == "500 assets documented"
    assert len(change.mids) == 500
    row = desktop.shown("asset", ids[499])
    assert (row["owner"], row["tags"]) == ("ada", ["gdpr"])
    undone = change.undo()
    assert in_words(undone.label) == "Undone: 500 assets documented"
    row = desktop.shown("asset", ids[499])
    assert (row["owner"], row["tags"]) == ("", ["old"])
    again = undone.undo()
    assert again.label == change.label
    desktop.sync()
    assert {desktop.kept("asset", one)["owner"] for one in ids} == {"ada"}


def test_what_was_not_sent_is_withdrawn(desktop: Desktop) -> None:
    email = desktop.column("email")
    desktop.sync()
    annotate(desktop.store, [email], description="A secret that was typed by mistake").undo()
    desktop.sync()
    assert desktop.kept("asset", email)["description"] == ""
    assert "secret" not in str(desktop.server.entries)


def test_what_was_sent_is_set_back(desktop: Desktop) -> None:
    email = desktop.column("email", description="old", tags=["a"])
    desktop.sync()
    change = annotate(desktop.store, [email], description="new", add_tags=["b"])
    desktop.sync()
    undone = change.undo()
    desktop.sync()
    assert desktop.kept("asset", email)["description"] == "old"
    assert desktop.kept("asset", email)["tags"] == ["a"]
    undone.undo()
    desktop.sync()
    assert desktop.kept("asset", email)["description"] == "new"


def test_undoing_does_not_hurt_what_others_wrote_since(desktop: Desktop) -> None:
    mine, theirs = desktop.column("email"), desktop.column("phone")
    desktop.sync()
    change = annotate(desktop.store, [mine, theirs], description="new", owner="grace")
    desktop.sync()
    desktop.server.put("asset", theirs, description="better")
    desktop.sync()
    undone = change.undo()
    assert "1 had been changed by others since, and stays" in in_words(undone.label)
    desktop.sync()
    assert desktop.kept("asset", mine)["description"] == ""
    assert desktop.kept("asset", theirs)["description"] == "better"
    assert desktop.kept("asset", theirs)["owner"] == ""
    undone.undo()  # nor does doing it again
    desktop.sync()
    assert desktop.kept("asset", mine)["description"] == "new"
    assert desktop.kept("asset", theirs)["description"] == "better"
    assert desktop.kept("asset", theirs)["owner"] == "grace"


def test_two_texts_or_owners_at_once_are_for_the_person(desktop: Desktop) -> None:
    email = desktop.column("email")
    desktop.sync()
    annotate(desktop.store, [email], owner="grace", description="mine", add_tags=["gdpr"])
    desktop.server.put("asset", email, owner="ada", description="theirs")
    desktop.sync()
    [line] = desktop.tray()
    assert [(one.field, one.mine, one.theirs) for one in line.conflicts] == [
        ("description", "mine", "theirs"),
        ("owner", "grace", "ada"),
    ]
    shown = desktop.shown("asset", email)
    assert (shown["owner"], shown["description"]) == ("ada", "theirs")
    assert desktop.kept("asset", email)["tags"] == ["gdpr"]


def test_texts_that_are_not_of_the_same_time_follow_each_other(desktop: Desktop) -> None:
    email = desktop.column("email")
    desktop.server.put("asset", email, description="theirs")
    desktop.sync()
    annotate(desktop.store, [email], description="mine, having read theirs")
    desktop.server.put("asset", email, owner="ada")
    desktop.sync()
    assert desktop.tray() == []
    assert desktop.kept("asset", email)["description"] == "mine, having read theirs"


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ({"description": ""}, "Description of 1 asset removed"),
        ({"owner": "ada"}, "ada owns 1 asset"),
        ({"owner": ""}, "Owner of 1 asset removed"),
        ({"add_tags": ["b", "c"]}, "1 asset tagged b, c"),
        ({"remove_tags": ["a"]}, "Tag a removed from 1 asset"),
        ({"add_tags": ["b"], "remove_tags": ["a"]}, "Tags of 1 asset changed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-",
)
def test_what_was_done_is_said_in_words(
    desktop: Desktop, words: dict[str, object], label: str
) -> None:
    email = desktop.column("email", description="x", owner="grace", tags=["a"])
    desktop.sync()
    assert in_words(annotate(desktop.store, [email], **words).label) == label  # type: ignore[arg-type]


def test_what_the_server_would_refuse_is_refused_here(desktop: Desktop) -> None:
    email = desktop.column("email", tags=[f"t{number}" for number in range(50)])
    desktop.sync()
    for words in (
        {"description": "x" * 20_001},
        {"owner": "x" * 201},
        {"add_tags": ["x" * 61]},
        {"add_tags": ["one more"]},
    ):
        with pytest.raises(TooLong):
            annotate(desktop.store, [email], **words)  # type: ignore[arg-type]
    assert desktop.state.status().pending == 0


def test_what_was_evicted_meanwhile_is_passed_over(desktop: Desktop) -> None:
    email, gone = desktop.column("email"), desktop.column("salary")
    desktop.sync()
    desktop.server.hidden.add(gone)
    desktop.server.epoch += 1
    desktop.sync()
    assert in_words(annotate(desktop.store, [email, gone], owner="ada").label) == "ada owns 1 asset"


def test_words_about_what_is_gone_are_refused_and_nothing_is_queued(desktop: Desktop) -> None:
    gone = desktop.column("salary")
    desktop.sync()
    desktop.server.hidden.add(gone)
    desktop.server.epoch += 1
    desktop.sync()
    with pytest.raises(NotThere, match="not in the catalog any more"):
        annotate(desktop.store, [gone], description="x")
    assert desktop.state.status().pending == 0
