"""Identity providers of an organisation: add, change, remove."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from pursight.errors import NotFound, Refused
from pursight.identity import new_id
from pursight_server.access import four_eyes, store
from pursight_server.access.store import IdentityProvider
from pursight_server.access.vouching import wider
from pursight_server.platform import fields
from pursight_server.platform.preconditions import check_if_match
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

_TABLE: Final = "identity_provider"


class SecretNeeded(Refused):
    """A secret is kept for the issuer that it was given for."""

    code = "provider.secret_needed"


async def get(unit: ReadUnit, provider_id: UUID, *, lock: bool = False) -> IdentityProvider:
    """Read one.

    Raises:
        NotFound: There is none with this id.
    """
    found = await store.find_provider(unit, provider_id, lock=lock)
    if found is None:
        raise NotFound("there is no such identity provider")
    return found


async def add(uow: UnitOfWork, wanted: IdentityProvider, secret: str) -> IdentityProvider:
    """Add one; its id and times are given here.

    Raises:
        FourEyesNeeded: That takes two people in this organisation.
        Conflict: The name is taken.
    """
    await four_eyes.check_doors(uow, wider=wider(None, wanted))
    now = uow.clock.now()
    new = replace(wanted, id=new_id(uow.clock), rev=1, created_at=now, changed_at=now)
    new = replace(new, client_secret=await _sealed(uow, new.id, secret))
    await store.add_provider(uow, new)
    uow.record("identity_provider.added", "identity_provider", new.id, after=_facts(new))
    return new


async def change(
    uow: UnitOfWork,
    wanted: IdentityProvider,
    secret: str | None,
    *,
    if_match: str | None,
) -> IdentityProvider:
    """Change one; without a secret the present one stays.

    Links are kept by the provider's id and its names for people. Whoever points it at another
    issuer makes other people of those names, so all links are forgotten then, and the secret must
    be given again, so that nobody has it sent to a server of their own.

    Raises:
        SecretNeeded: The issuer is another one, and no secret was given, not even an empty one.
        NotFound: There is no such provider.
        Changed, IfMatchMissing: The edit was not made from the present revision.
        FourEyesNeeded: It lets more in, which takes two people in this organisation.
        Conflict: The name is taken.
    """
    before = await get(uow, wanted.id, lock=True)
    check_if_match(if_match, before.rev)
    await four_eyes.check_doors(uow, wider=wider(before, wanted))
    kept = before.client_secret
    if secret is None and kept is not None and wanted.issuer != before.issuer:
        raise SecretNeeded(
            "the secret must be given again when the issuer is another one",
            hint="Give the client secret that the new issuer gave you.",
        )
    if secret is not None:
        kept = await _sealed(uow, before.id, secret)
    after = replace(
        wanted,
        client_secret=kept,
        rev=before.rev + 1,
        created_at=before.created_at,
        changed_at=uow.clock.now(),
    )
    if after.issuer != before.issuer:
        await store.drop_provider(uow, before.id)
        await store.add_provider(uow, after)
    else:
        await store.change_provider(uow, after)
    uow.record(
        "identity_provider.changed",
        "identity_provider",
        after.id,
        before=_facts(before),
        after=_facts(after) | {"new_secret": secret is not None},
    )
    return after


async def remove(uow: UnitOfWork, provider_id: UUID) -> None:
    """Remove one, with the links to it; the persons stay.

    Raises:
        NotFound: There is no such provider.
    """
    before = await get(uow, provider_id, lock=True)
    await store.drop_provider(uow, provider_id)
    uow.record("identity_provider.removed", "identity_provider", provider_id, before=_facts(before))


async def secret_of(unit: ReadUnit, provider: IdentityProvider) -> str | None:
    """Open the client's secret; None for a client that has none."""
    if provider.client_secret is None:
        return None
    opened = await fields.unseal_bytes(
        unit, _TABLE, "client_secret", provider.id, provider.client_secret
    )
    return opened.decode()


async def _sealed(uow: UnitOfWork, provider_id: UUID, secret: str) -> bytes | None:
    if not secret:
        return None
    return await fields.seal_bytes(uow, _TABLE, "client_secret", provider_id, secret.encode())


def _facts(provider: IdentityProvider) -> dict[str, object]:
    return {
        "name": provider.name,
        "issuer": provider.issuer,
        "client_id": provider.client_id,
        "scopes": list(provider.scopes),
        "groups_claim": provider.groups_claim,
        "role_map": {group: sorted(roles) for group, roles in provider.role_map.items()},
        "creates_persons": provider.creates_persons,
        "trusts_email": provider.trusts_email,
        "vouches_for_second_factor": provider.vouches_for_second_factor,
        "enabled": provider.enabled,
    }
