"""The log is sealed, proven and exported; what was changed behind its back is not signed for."""

import asyncio
import json
import socket
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from sqlalchemy.exc import ProgrammingError
from typer.testing import CliRunner

from pursight.audit.export import check_export, leaf
from pursight.audit.heads import holds
from pursight.audit.merkle import Frontier, verify_consistency, verify_inclusion
from pursight.contracts.audit import TreeHead
from pursight.protocol.keys import to_text
from pursight_server.access.model import GRANTS, Permission, Role
from pursight_server.activity import seals
from pursight_server.activity.sealing import seal_logs
from pursight_server.activity.store import seals as stored
from pursight_server.commands.audit import app as audit
from pursight_server.organisations.model import Organisation
from pursight_server.platform.database import Database
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor

EVENTS = "/api/v1/events"
ACTOR = Actor.system("the tests")


async def write(database: Database, organisation: Organisation, count: int) -> None:
    async with database.unit_of_work(organisation.id, ACTOR) as uow:
        for number in range(count):
            uow.record("thing.made", "thing", str(number), after={"n": number})


async def sealed(given: Services, organisation: Organisation) -> TreeHead:
    async with given.database.unit_of_work(organisation.id, ACTOR) as uow:
        head = await seals.seal(uow, given.keys.log_signing)
    assert head is not None
    return head


async def hashes(given: Services, organisation: Organisation, size: int) -> list[str]:
    async with given.database.reading(organisation.id) as unit:
        return await stored.hashes(unit, 1, size)


async def test_a_head_covers_all_events_and_is_made_once(
    services: Services, organisation: Organisation
) -> None:
    await write(services.database, organisation, 700)
    head = await sealed(services, organisation)
    every = await hashes(services, organisation, head.size)
    assert head.size == len(every) >= 700
    assert head.root == Frontier().extend(leaf(one) for one in every).root.hex()
    assert holds(head, services.keys.log_public)
    async with services.database.unit_of_work(organisation.id, ACTOR) as uow:
        assert await seals.seal(uow, services.keys.log_signing) is None


async def test_every_proof_holds_across_tiles(
    services: Services, organisation: Organisation, client: httpx.AsyncClient
) -> None:
    """Heads over less than a tile, some tiles, and more; each event, each pair of heads."""
    heads = []
    for count in (3, 252, 2, 255, 257, 64):
        await write(services.database, organisation, count)
        heads.append(await sealed(services, organisation))
    every = await hashes(services, organisation, heads[-1].size)
    for head in heads:
        for seq in {1, 2, 255, 256, 257, 512, 513, head.size} & set(range(1, head.size + 1)):
            got = await client.get(f"{EVENTS}/{seq}/inclusion", params={"size": head.size})
            assert got.status_code == 200, got.text
            path = [bytes.fromhex(one) for one in got.json()["path"]]
            root = bytes.fromhex(head.root)
            assert verify_inclusion(leaf(every[seq - 1]), seq - 1, head.size, path, root)
        for later in heads:
            sizes = {"before": head.size, "after": later.size}
            got = await client.get(f"{EVENTS}/consistency", params=sizes)
            if later.size < head.size:
                assert got.status_code == 404
                continue
            path = [bytes.fromhex(one) for one in got.json()["path"]]
            roots = bytes.fromhex(head.root), bytes.fromhex(later.root)
            assert verify_consistency(head.size, later.size, *roots, path)


async def test_what_no_head_covers_is_said(
    services: Services, organisation: Organisation, client: httpx.AsyncClient
) -> None:
    for question in ("1/inclusion", "consistency?before=1&after=1", "export?kind=thing.*"):
        answer = await client.get(f"{EVENTS}/{question}")
        assert (answer.status_code, answer.json()["code"]) == (404, "log.not_sealed"), question
    head = await sealed(services, organisation)
    for question in (f"{head.size + 1}/inclusion", "0/inclusion", "1/inclusion?size=99"):
        assert (await client.get(f"{EVENTS}/{question}")).status_code == 404


async def test_a_tampered_log_is_not_signed_for(
    services: Services, organisation: Organisation, superuser_dsn: str
) -> None:
    await write(services.database, organisation, 5)
    with psycopg.connect(superuser_dsn) as connection:
        connection.execute("UPDATE event SET note = 'x' WHERE seq = 3 AND kind = 'thing.made'")
    with pytest.raises(seals.LogBroken, match="event 3 of the log was changed"):
        await sealed(services, organisation)
    async with services.database.reading(organisation.id) as unit:
        assert await stored.newest(unit) is None


@pytest.mark.logs_warnings
async def test_one_broken_log_keeps_no_other_from_being_sealed(
    services: Services,
    organisation: Organisation,
    other_organisation: Organisation,
    superuser_dsn: str,
) -> None:
    with psycopg.connect(superuser_dsn) as connection:
        connection.execute(
            "UPDATE event SET note = 'x' WHERE organisation_id = %s", [organisation.id]
        )
    await seal_logs(services)
    for one, signed in ((organisation, False), (other_organisation, True)):
        async with services.database.reading(one.id) as unit:
            assert (await stored.newest(unit) is not None) == signed


async def test_heads_and_nodes_cannot_be_changed_by_the_server_itself(
    services: Services, organisation: Organisation
) -> None:
    await write(services.database, organisation, 300)
    await sealed(services, organisation)
    for statement in (
        "UPDATE log_seal SET root = 'x'",
        "DELETE FROM log_seal",
        "UPDATE log_node SET hash = ''",
        "DELETE FROM log_node",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with services.database.unit_of_work(organisation.id, ACTOR) as uow:
                await uow.connection.exec_driver_sql(statement)


async def test_two_sealers_at_once_make_one_head(
    services: Services, organisation: Organisation
) -> None:
    await write(services.database, organisation, 300)

    async def one() -> TreeHead | None:
        async with services.database.unit_of_work(organisation.id, ACTOR) as uow:
            return await seals.seal(uow, services.keys.log_signing)

    made = await asyncio.gather(*(one() for _ in range(4)))
    assert len([head for head in made if head is not None]) == 1


async def test_an_export_is_checked_by_the_command_and_names_what_was_changed(
    services: Services, organisation: Organisation, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    await write(services.database, organisation, 30)
    await sealed(services, organisation)
    await write(services.database, organisation, 4)
    kept = await sealed(services, organisation)
    got = await client.get(f"{EVENTS}/export")
    assert got.headers["content-type"] == "application/x-ndjson"
    file, heads = tmp_path / "log.jsonl", tmp_path / "heads.jsonl"
    file.write_bytes(got.content)
    heads.write_text(kept.model_dump_json() + "\n")
    key = to_text(services.keys.log_public)
    run = CliRunner().invoke(audit, ["verify", str(file), "--key", key, "--heads", str(heads)])
    assert run.exit_code == 0, run.output
    assert "It holds" in run.output
    assert "1 events after the last head are not signed yet" in run.output, "its own export"
    assert "key came with the export" not in run.output
    lines = got.text.splitlines()
    at = next(n for n, one in enumerate(lines) if '"kind":"thing.made"' in one) + 9
    seq = json.loads(lines[at])["seq"]
    lines[at] = json.dumps(json.loads(lines[at]) | {"actor_name": "nobody"})
    file.write_text("\n".join(lines) + "\n")
    run = CliRunner().invoke(audit, ["verify", str(file)])
    assert run.exit_code == 1
    assert f"First at event {seq}: was changed after it was written" in run.output
    assert "key came with the export" in run.output
    log = (await client.get(EVENTS, params={"kind": "log.exported"})).json()["items"]
    assert [one["actor"]["name"] for one in log] == ["Pat Person"]


async def test_an_excerpt_proves_what_it_holds(
    services: Services, organisation: Organisation, client: httpx.AsyncClient
) -> None:
    await write(services.database, organisation, 300)
    await sealed(services, organisation)
    await write(services.database, organisation, 3)
    got = await client.get(f"{EVENTS}/export", params={"kind": "thing.made"})
    report = check_export(got.content.splitlines(), keys=[services.keys.log_public])
    assert report.holds, report.flaws
    assert report.events == 300, "what is not sealed yet cannot be proven and is left out"


async def test_others_logs_stay_theirs(
    services: Services,
    organisation: Organisation,
    other_organisation: Organisation,
    sign_in: Any,
) -> None:
    await sealed(services, organisation)
    stranger = await sign_in(Role.AUDITOR, organisation=other_organisation)
    assert (await stranger.get(f"{EVENTS}/heads")).json()["items"] == []
    assert (await stranger.get(f"{EVENTS}/1/inclusion")).status_code == 404
    exported = (await stranger.get(f"{EVENTS}/export")).text
    assert str(organisation.id) not in exported


@pytest.mark.parametrize("role", Role)
async def test_who_may_prove_and_export(
    services: Services, organisation: Organisation, sign_in: Any, role: Role
) -> None:
    await sealed(services, organisation)
    who = await sign_in(role)
    for path in ("heads", "1/inclusion", "consistency?before=1&after=1", "export"):
        may = (await who.get(f"{EVENTS}/{path}")).status_code != 403
        assert may == (Permission.ACTIVITY_VERIFY in GRANTS[role]), path


async def test_heads_are_told_to_file_and_syslog_once(
    services: Services, organisation: Organisation, tmp_path: Path
) -> None:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)
        told = services.settings.model_copy(
            update={
                "seal_file": tmp_path / "heads.jsonl",
                "seal_syslog": f"127.0.0.1:{listener.getsockname()[1]}",
            }
        )

        def listen() -> None:
            connection, _ = listener.accept()
            with connection:
                while part := connection.recv(65_536):
                    heard.append(part)

        thread = threading.Thread(target=listen)
        thread.start()
        await seal_logs(replace(services, settings=told))
        thread.join(20)
    line = (tmp_path / "heads.jsonl").read_bytes().strip()
    head = TreeHead.model_validate_json(line)
    assert holds(head, services.keys.log_public)
    length, _, message = b"".join(heard).partition(b" ")
    assert len(message) == int(length)
    assert message.startswith(b"<109>1 ")
    assert message.endswith(line)
    await seal_logs(replace(services, settings=told))
    assert len((tmp_path / "heads.jsonl").read_bytes().splitlines()) == 1


async def test_a_head_that_could_not_be_told_is_told_later(
    services: Services,
    organisation: Organisation,
    other_organisation: Organisation,
    tmp_path: Path,
) -> None:
    folder = tmp_path / "not mounted"
    settings = services.settings.model_copy(update={"seal_file": folder / "heads.jsonl"})
    with pytest.raises(OSError, match="No such file"):
        await seal_logs(replace(services, settings=settings))
    for one in (organisation, other_organisation):
        async with services.database.reading(one.id) as unit:
            assert await stored.newest(unit) is not None, "sealed all the same"
    folder.mkdir()
    await seal_logs(replace(services, settings=settings))
    assert len((folder / "heads.jsonl").read_bytes().splitlines()) == 2


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    bad = tmp_path / "heads.jsonl"
    bad.write_text("{}\n")
    for arguments, words in (
        (["verify", str(tmp_path / "none")], "cannot be read"),
        (["verify", str(bad)], "no line of an export"),
        (["verify", str(bad), "--heads", str(bad)], "line 1: this is no signed head"),
        (["verify", str(bad), "--key", "AAAA"], "32 bytes"),
    ):
        run = CliRunner().invoke(audit, arguments)
        assert run.exit_code == 1
        assert words in str(run.exception), words
