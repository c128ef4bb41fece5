"""An export with a sheet and a document: fetched, checked, and nothing of it left behind."""

import io
import re
import zipfile
from pathlib import Path

import httpx
from typer.testing import CliRunner

from pursight.audit.package import DOCUMENT, LOG, READ_ME, SHEET
from pursight.protocol.keys import to_text
from pursight_server.activity import document, seals
from pursight_server.commands.audit import app as audit
from pursight_server.organisations.model import Organisation
from pursight_server.platform.services import Services
from pursight_server.platform.unit_of_work import Actor

EXPORT = "/api/v1/events/export"
HOSTILE = '#panic("x") *bold* $x$ \\ `raw` <b> =1+1 @ref //comment'


async def write(services: Services, organisation: Organisation, count: int, word: str) -> None:
    actor = Actor.system("the tests")
    async with services.database.unit_of_work(organisation.id, actor) as uow:
        for number in range(count):
            uow.record("thing.made", "thing", f"{word}{number}", after={"n": word}, note=word)
    async with services.database.unit_of_work(organisation.id, actor) as uow:
        await seals.seal(uow, services.keys.log_signing)


async def test_a_package_is_checked_by_the_command(
    services: Services, organisation: Organisation, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    await write(services, organisation, 40, HOSTILE)
    got = await client.get(EXPORT, params={"format": "zip"})
    assert got.headers["content-type"] == "application/zip"
    assert got.headers["content-disposition"].endswith('"pursight-log.zip"')
    package = zipfile.ZipFile(io.BytesIO(got.content))
    assert package.namelist() == [READ_ME, LOG, SHEET, DOCUMENT]
    pdf = package.read(DOCUMENT)
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 2
    file = tmp_path / "log.zip"
    file.write_bytes(got.content)
    key = to_text(services.keys.log_public)
    run = CliRunner().invoke(audit, ["verify", str(file), "--key", key])
    assert run.exit_code == 0, run.output
    assert "It holds" in run.output
    assert not list(services.settings.data_dir.glob("export-*"))


async def test_an_excerpt_comes_as_a_package_too(
    services: Services, organisation: Organisation, client: httpx.AsyncClient
) -> None:
    await write(services, organisation, 5, "a")
    got = await client.get(EXPORT, params={"format": "zip", "kind": "thing.*"})
    rows = zipfile.ZipFile(io.BytesIO(got.content)).read(SHEET).decode("utf-8-sig").splitlines()
    assert len(rows) == 6
    assert all(",thing.made," in row for row in rows[1:])


async def test_a_long_log_is_cut_in_the_document_and_said_to_be(
    services: Services, organisation: Organisation, client: httpx.AsyncClient
) -> None:
    await write(services, organisation, 60, "a")
    lines = (await client.get(EXPORT)).content.splitlines()
    short = document.document(lines, "0" * 64, most_events=10)
    assert len(short) < len(document.document(lines, "0" * 64))
