"""`doctor` finds what is wrong and says what to do; commands refuse with a hint."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from pursight.clock import StoppedClock, SystemClock
from pursight.errors import NotFound, PurSightError, Refused
from pursight_server.commands import administration
from pursight_server.platform.database import Database
from pursight_server.platform.doctor import Finding, Verdict, examine
from pursight_server.platform.embedded_postgres import EmbeddedPostgres
from pursight_server.platform.field_keys import make_key_file
from pursight_server.platform.installation import Installation
from pursight_server.platform.listening import ListenRefused, listen
from pursight_server.platform.request_units import ReplyKey
from pursight_server.platform.roles import DATABASE
from pursight_server.platform.settings import Role, Settings
from pursight_server.platform.stored_replies import Reply, keep_reply
from pursight_server.platform.unit_of_work import Actor

PASSWORD = "several words in a row"


@pytest.fixture
async def installation(fast_folder: Path) -> Iterator[Installation]:  # type: ignore[misc]
    data = fast_folder / "data"
    installation = Installation(Settings(data_dir=data))
    await administration.initialise(installation.settings, "acme", "Acme", SystemClock())
    yield installation
    with suppress(FileNotFoundError):
        EmbeddedPostgres(data / "postgresql", watch=False).clear_away()


def failed(installation: Installation, clock: StoppedClock | None = None) -> dict[str, Finding]:
    found = examine(installation, clock or SystemClock())
    return {finding.check: finding for finding in found if finding.verdict is not Verdict.WELL}


async def test_a_fresh_server_is_well_and_each_fault_is_found(installation: Installation) -> None:
    assert failed(installation) == {}
    key = installation.keys / "job-signing.pem"
    key.chmod(0o644)
    assert "job-signing.pem" in failed(installation)["data directory"].words
    key.chmod(0o600)
    kept = key.read_bytes()
    key.write_bytes(b"nonsense")
    assert failed(installation)["keys"].hint
    key.unlink()
    assert "missing" in failed(installation)["keys"].words
    key.write_bytes(kept)
    key.chmod(0o600)
    late = StoppedClock(SystemClock().now() + timedelta(days=397 - 10))
    assert "expires in" in failed(installation, late)["keys"].words
    assert "clock" in failed(installation, late)
    with installation.database() as opened:
        assert opened.embedded is not None
        with psycopg.connect(opened.embedded.dsn(DATABASE)) as connection:
            connection.execute("ALTER TABLE person DISABLE ROW LEVEL SECURITY")
            connection.execute("UPDATE alembic_version SET version_num = '0001'")
    found = failed(installation)
    assert "person" in found["tenancy"].words
    assert "migrate" in found["schema"].hint
    (installation.postgresql / "home" / "cluster" / "PG_VERSION").unlink()
    assert failed(installation)["database"].hint


def test_no_data_directory_is_said(tmp_path: Path) -> None:
    found = failed(Installation(Settings(data_dir=tmp_path / "nowhere")))
    assert "init" in found["data directory"].hint


async def test_creating_administrators_refuses_with_a_hint(installation: Installation) -> None:
    async def create(organisation: str = "", password: str = PASSWORD) -> str:
        return await administration.create_administrator(
            installation.settings,
            SystemClock(),
            organisation=organisation,
            email="ada@example.com",
            name="Ada",
            password=password,
        )

    with pytest.raises(NotFound) as refused:
        await create("nowhere")
    assert "init --organisation nowhere" in refused.value.hint
    with pytest.raises(Refused, match="fewer than 12"):
        await create(password="short")
    assert await create() == "acme"
    with pytest.raises(PurSightError, match="already"):
        await create()
    again = await administration.initialise(installation.settings, "beta", "", SystemClock())
    assert any("organisation beta" in line for line in again)
    with pytest.raises(Refused, match="several organisations"):
        await create()
    with pytest.raises(Refused, match="short name"):
        await administration.initialise(installation.settings, "Not A Slug", "", SystemClock())


def test_bad_certificates_and_ports_are_refused(tmp_path: Path) -> None:
    pem = tmp_path / "x.pem"
    pem.write_text("nonsense")
    for settings in (
        Settings(data_dir=tmp_path, tls_certificate=pem),
        Settings(data_dir=tmp_path, tls_certificate=pem, tls_key=pem),
        Settings(data_dir=tmp_path, plain_http=True, host="192.0.2.1"),
        Settings(data_dir=tmp_path, plain_http=True, host="::"),
    ):
        with pytest.raises(ListenRefused) as refused:
            listen(settings, tmp_path)
        assert refused.value.hint
    first = listen(Settings(data_dir=tmp_path, plain_http=True, port=0), tmp_path)
    port = first.socket.getsockname()[1]
    first.socket.listen()
    with pytest.raises(ListenRefused, match="cannot be had"):
        listen(Settings(data_dir=tmp_path, plain_http=True, port=port), tmp_path)
    first.socket.close()


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PURSIGHT_ROLES", "worker")
    monkeypatch.setenv("PURSIGHT_PORT", "1234")
    monkeypatch.setenv("PURSIGHT_DATABASE_URL", "postgresql://u:hidden@db/pursight")
    settings = Settings()
    assert settings.roles == {Role.WORKER}
    assert settings.port == 1234
    assert "hidden" not in repr(settings)


async def test_lost_field_keys_and_secrets_in_the_clear_are_found(
    installation: Installation,
) -> None:
    clock, file = SystemClock(), installation.keys / "field-keys.json"
    with installation.database() as opened:
        database = Database(opened.app_url, clock=clock, vault=installation.vault())
        organisation_id = (await database.organisations())[0]
        async with database.unit_of_work(organisation_id, Actor.system("the tests")) as uow:
            key = ReplyKey(organisation_id, "key", "0" * 64)
            await keep_reply(uow, key, Reply(200, {}, b"a token"))
        await database.dispose()
    done = await administration.rotate_field_keys(installation.settings, clock, data_keys=True)
    assert (done.data_keys, done.fields, done.resumed) == (1, 1, False)
    assert failed(installation) == {}
    kept = file.read_bytes()
    file.unlink()
    assert "field-keys.json" in failed(installation)["field keys"].words
    make_key_file(file)
    assert "is missing" in failed(installation)["field keys"].words
    file.write_bytes(kept)
    with installation.database() as opened:
        assert opened.embedded is not None
        with psycopg.connect(opened.embedded.dsn(DATABASE)) as connection:
            connection.execute("UPDATE stored_reply SET body = 'clear'")
    assert "stored_reply.body" in failed(installation)["field keys"].words
