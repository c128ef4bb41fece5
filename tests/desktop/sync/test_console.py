"""Opening a console: whose replica, which key, which device; and what becomes of a broken one."""

from dataclasses import replace
from pathlib import Path

import pytest

from pursight.contracts.sync import Operation
from pursight.identity import new_id
from pursight.protocol.sync import DeviceRevoked
from pursight.protocol.sync_replica import Phase
from pursight_desktop.replica import files, outbox, schema
from pursight_desktop.replica.errors import ReplicaUnavailable
from pursight_desktop.replica.store import Store
from pursight_desktop.session.account import Account, Accounts
from pursight_desktop.session.secrets import REFRESH_TOKEN, KeyringVault, replica_key
from pursight_desktop.session.session import Session
from pursight_desktop.settings import Paths
from pursight_desktop.sync.console import (
    EDITS_INSIDE,
    EDITS_SAVED,
    PUT_ASIDE,
    REPLICA_NAME,
    AnotherPerson,
    Console,
)
from pursight_desktop.sync.one_at_a_time import AlreadyOpen
from pursight_desktop.sync.status import Connection


@pytest.fixture
def account() -> Account:
    return Account(
        server_url="https://127.0.0.1:9",
        organisation="acme",
        organisation_id=new_id(),
        person_id=new_id(),
        person_name="Grace",
        email="grace@example.com",
        device_id=new_id(),
    )


def replica_of(paths: Paths, account: Account) -> Path:
    return account.folder(paths) / REPLICA_NAME


def test_a_replica_is_found_again_as_the_same_device(
    paths: Paths, vault: KeyringVault, account: Account
) -> None:
    first = Console.open(paths, account, vault)
    device, key = first.account.device_id, replica_key(vault, account.key)
    first.close()
    again = Console.open(paths, account, vault)
    assert again.account.device_id == device
    assert replica_key(vault, account.key) == key
    assert again.notice == ""
    assert Accounts(paths.accounts).last() == again.account
    again.close()


def test_two_people_have_two_replicas_and_two_keys(
    paths: Paths, vault: KeyringVault, account: Account
) -> None:
    other = replace(account, person_id=new_id())
    one, two = Console.open(paths, account, vault), Console.open(paths, other, vault)
    assert one.store.path != two.store.path
    assert replica_key(vault, account.key) != replica_key(vault, other.key)
    assert one.account.device_id != two.account.device_id
    one.close()
    two.close()


def test_one_replica_is_open_once(paths: Paths, vault: KeyringVault, account: Account) -> None:
    console = Console.open(paths, account, vault)
    with pytest.raises(AlreadyOpen):
        Console.open(paths, account, vault)
    console.close()
    Console.open(paths, account, vault).close()


@pytest.mark.parametrize("harm", ["key lost", "other key", "damaged", "device lost"])
def test_what_cannot_be_opened_is_put_aside_and_begun_anew(
    paths: Paths, vault: KeyringVault, account: Account, harm: str
) -> None:
    first = Console.open(paths, account, vault)
    device = first.account.device_id
    first.close()
    path = replica_of(paths, account)
    match harm:
        case "key lost":
            vault.drop(account.key, "replica-key")
        case "other key":
            vault.put(account.key, "replica-key", bytes(range(32)).hex())
        case "damaged":
            path.write_bytes(b"\x00" * 8192)
        case _:
            (path.parent / "device").unlink()
    again = Console.open(paths, account, vault)
    assert again.notice.startswith(PUT_ASIDE)
    assert (EDITS_INSIDE in again.notice) == (harm != "device lost")
    assert again.account.device_id != device
    assert again.state.status().first_fill
    left = [one for one in path.parent.iterdir() if "damaged" in one.name]
    assert bool(left) == (harm != "device lost")  # what could be read whole is not kept
    again.close()
    assert Console.open(paths, account, vault).notice == ""


def test_after_an_update_that_keeps_it_otherwise_the_copy_is_fetched_anew_with_its_edits(
    paths: Paths, vault: KeyringVault, account: Account
) -> None:
    first = Console.open(paths, account, vault)
    with first.store.writing() as writer:
        outbox.queue(writer, "asset", new_id(), Operation.SET, {"description": "by hand"})
        writer.connection.execute(f"PRAGMA user_version = {schema.VERSION - 1}")
    first.close()
    again = Console.open(paths, account, vault)
    assert again.notice == PUT_ASIDE + EDITS_SAVED.format(edits=1)
    assert again.state.status().first_fill
    assert again.state.status().pending == 1
    again.close()


def test_edits_of_what_was_put_aside_are_queued_again(
    paths: Paths, vault: KeyringVault, account: Account
) -> None:
    first = Console.open(paths, account, vault)
    with first.store.writing() as writer:
        outbox.queue(writer, "asset", new_id(), Operation.SET, {"description": "by hand"})
    first.close()
    (replica_of(paths, account).parent / "device").unlink()
    again = Console.open(paths, account, vault)
    assert again.notice == PUT_ASIDE + EDITS_SAVED.format(edits=1)
    assert again.state.status().pending == 1
    again.close()


def test_edits_are_queued_again_also_by_the_process_after_the_one_that_put_them_aside(
    paths: Paths, vault: KeyringVault, account: Account
) -> None:
    first = Console.open(paths, account, vault)
    with first.store.writing() as writer:
        outbox.queue(writer, "asset", new_id(), Operation.SET, {"description": "by hand"})
    first.close()
    files.put_aside(replica_of(paths, account))  # and there it was killed
    again = Console.open(paths, account, vault)
    assert again.state.status().pending == 1
    again.close()
    last = Console.open(paths, account, vault)
    assert (last.notice, last.state.status().pending) == ("", 1)
    last.close()


def test_a_revoked_replica_is_not_opened_again_by_the_next_process(
    paths: Paths, vault: KeyringVault, account: Account
) -> None:
    vault.put(account.key, REFRESH_TOKEN, "prt1.x")
    first = Console.open(paths, account, vault)
    device, key = first.account.device_id, replica_key(vault, account.key)
    first.state.on_error(DeviceRevoked("revoked"))
    first.close()  # killed before it could delete anything
    again = Console.open(paths, account, vault)
    assert again.state.status().phase is Phase.SNAPSHOT
    assert again.account.device_id != device
    assert replica_key(vault, account.key) != key
    assert again.engine.status.connection is Connection.SIGNED_OUT
    again.close()


def test_what_fails_to_open_leaves_nothing_open(
    paths: Paths, vault: KeyringVault, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    opened: list[Store] = []

    def open_store(path: Path, key: bytes) -> Store:
        opened.append(Store(path, key))
        return opened[-1]

    monkeypatch.setattr(Store, "open", open_store)
    with monkeypatch.context() as patched:
        patched.setattr(Accounts, "keep", full)
        with pytest.raises(ReplicaUnavailable, match="No space"):
            Console.open(paths, account, vault)
    with pytest.raises(ReplicaUnavailable), opened[0].reader():
        pass
    Console.open(paths, account, vault).close()


def test_without_a_session_it_opens_and_waits_for_the_person(
    paths: Paths, vault: KeyringVault, account: Account
) -> None:
    console = Console.open(paths, account, vault)
    assert console.engine.status.connection is Connection.SIGNED_OUT
    console.start()
    console.close()


def test_only_the_same_person_goes_on(paths: Paths, vault: KeyringVault, account: Account) -> None:
    console = Console.open(paths, account, vault)
    again = Session(replace(account, device_id=new_id()), vault)
    console.signed_in(again)
    assert again.account.device_id == console.account.device_id
    other = replace(account, person_id=new_id(), person_name="Ada")
    vault.put(other.key, REFRESH_TOKEN, "prt1.x")
    with pytest.raises(AnotherPerson):
        console.signed_in(Session(other, vault))
    assert vault.get(other.key, REFRESH_TOKEN) is None
    assert console.account.person_name == "Grace"
    console.close()


def test_the_key_is_nowhere_in_the_clear(
    paths: Paths, vault: KeyringVault, account: Account
) -> None:
    console = Console.open(paths, account, vault)
    key = replica_key(vault, account.key)
    assert key is not None
    console.close()
    for path in paths.root.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert key not in content
            assert key.hex().encode() not in content


def test_forgetting_an_account_leaves_nothing(
    paths: Paths, vault: KeyringVault, account: Account
) -> None:
    vault.put(account.key, REFRESH_TOKEN, "prt1.x")
    console = Console.open(paths, account, vault)
    Accounts(paths.accounts).keep(console.account)
    console.forget()
    assert not account.folder(paths).exists()
    assert replica_key(vault, account.key) is None
    assert vault.get(account.key, REFRESH_TOKEN) is None
    assert Accounts(paths.accounts).all() == ()


def test_a_revoked_replica_loses_its_key_and_then_its_files(
    paths: Paths, vault: KeyringVault, account: Account
) -> None:
    vault.put(account.key, REFRESH_TOKEN, "prt1.x")
    console = Console.open(paths, account, vault)
    device = console.account.device_id
    console._destroy()
    assert replica_key(vault, account.key) is None
    assert not account.folder(paths).exists()
    console.close()
    again = Console.open(paths, account, vault)
    assert again.account.device_id != device
    again.close()
