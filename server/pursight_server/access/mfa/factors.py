"""Second factors of a person: set up, look, take away, and who must have one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pursight.errors import Conflict, NotFound, Refused
from pursight.identity import new_id
from pursight_server.access import store
from pursight_server.access.client import SOMEHOW
from pursight_server.access.mfa import recovery, totp
from pursight_server.access.model import Person, Role, Subject, SubjectKind
from pursight_server.access.rights.model import built_in_of
from pursight_server.access.rights.reading import rights_of
from pursight_server.access.store import Passkey, SignInPolicy, Totp
from pursight_server.organisations import service as organisations
from pursight_server.platform import fields
from pursight_server.platform.preconditions import check_if_match
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork

_TABLE: Final = "totp"


class Method(StrEnum):
    """How somebody shows who they are."""

    PASSWORD = "password"  # noqa: S105  a name
    TOTP = "totp"
    RECOVERY_CODE = "recovery_code"
    PASSKEY = "passkey"
    PROVIDER = "provider"


class WrongCode(Refused):
    """The code does not fit."""

    code = "second_factor.wrong_code"


class NothingToConfirm(Conflict):
    """No authenticator app is being set up."""

    code = "second_factor.nothing_to_confirm"


class FactorNeeded(Conflict):
    """The organisation asks for a second factor, and this is the last one."""

    code = "second_factor.needed"


@dataclass(frozen=True, slots=True)
class Setup:
    """What an authenticator app is set up with; shown once."""

    secret: str
    uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """What a person has; `required` says whether they must."""

    totp: bool
    passkeys: tuple[Passkey, ...]
    recovery_codes_left: int
    required: bool

    @property
    def any(self) -> bool:
        """Whether a second step is asked for at sign-in."""
        return self.totp or bool(self.passkeys)

    @property
    def methods(self) -> tuple[Method, ...]:
        """How the second step can be done."""
        found = [Method.TOTP] if self.totp else []
        found += [Method.PASSKEY] if self.passkeys else []
        if self.any and self.recovery_codes_left:
            found.append(Method.RECOVERY_CODE)
        return tuple(found)


async def factors_of(unit: ReadUnit, person: Person) -> Factors:
    """Say what a person has and must have."""
    policy = await store.sign_in_policy_of(unit)
    subject = Subject(SubjectKind.PERSON, person.id)
    rights = await rights_of(unit, subject, person.roles, way=SOMEHOW)
    return Factors(
        totp=await store.totp_of(unit, person.id, confirmed=True) is not None,
        passkeys=tuple(await store.passkeys_of(unit, person.id)),
        recovery_codes_left=await store.recovery_codes_left(unit, person.id),
        required=policy.asks_second_factor(built_in_of(rights.grants)),
    )


async def begin_totp(uow: UnitOfWork, person: Person) -> Setup:
    """Make a secret for an authenticator app; it holds once a code of it has been given."""
    secret, totp_id = totp.new_secret(), new_id(uow.clock)
    sealed = await fields.seal_bytes(uow, _TABLE, "secret", totp_id, secret.encode())
    await store.begin_totp(uow, totp_id, person.id, sealed)
    organisation = await organisations.get(uow)
    uri = totp.setup_uri(secret, email=person.email, organisation=organisation.name)
    return Setup(secret, uri)


async def confirm_totp(uow: UnitOfWork, person: Person, code: str) -> list[str] | None:
    """Put the app in use by its first code.

    Returns:
        New recovery codes, to be shown once; empty when the person has some; None when the code
        does not fit.

    Raises:
        NothingToConfirm: No app is being set up.
    """
    found = await store.totp_of(uow, person.id, confirmed=False)
    if found is None:
        raise NothingToConfirm("no authenticator app is being set up", hint="Begin again.")
    step = totp.step_of(code, await _opened(uow, found), now=uow.clock.now(), last_step=0)
    if step is None:
        return None
    before = await store.totp_of(uow, person.id, confirmed=True)
    await store.confirm_totp(uow, found, step)
    uow.record(
        "person.second_factor_added",
        "person",
        person.id,
        after={"method": Method.TOTP.value, "replaces": before is not None},
    )
    return await first_recovery_codes(uow, person)


async def first_recovery_codes(uow: UnitOfWork, person: Person) -> list[str]:
    """Give recovery codes to somebody who has none left."""
    if await store.recovery_codes_left(uow, person.id):
        return []
    return await new_recovery_codes(uow, person)


async def new_recovery_codes(uow: UnitOfWork, person: Person) -> list[str]:
    """Make ten recovery codes; all before are worth nothing.

    Raises:
        NothingToConfirm: The person has no second factor that they could stand in for.
    """
    if not (await factors_of(uow, person)).any:
        raise NothingToConfirm(
            "there is no second factor yet", hint="Set up an authenticator app or a passkey first."
        )
    codes = recovery.new_codes()
    hashed = [(new_id(uow.clock), recovery.digest(code)) for code in codes]
    await store.replace_recovery_codes(uow, person.id, hashed)
    uow.record("person.recovery_codes_made", "person", person.id, after={"codes": len(codes)})
    return codes


async def fits_totp(uow: UnitOfWork, person: Person, code: str) -> bool:
    """Whether a code is one of the person's app, now, and was not used before; it is used up."""
    found = await store.totp_of(uow, person.id, confirmed=True)
    if found is None:
        return False
    step = totp.step_of(
        code, await _opened(uow, found), now=uow.clock.now(), last_step=found.last_step
    )
    return step is not None and await store.use_step(uow, found.id, step)


async def fits_recovery_code(uow: UnitOfWork, person: Person, code: str) -> bool:
    """Whether a code is one of the person's unused recovery codes; it is used up."""
    if not await store.use_recovery_code(uow, person.id, recovery.digest(code)):
        return False
    left = await store.recovery_codes_left(uow, person.id)
    uow.record("person.recovery_code_used", "person", person.id, after={"left": left})
    return True


async def remove_totp(uow: UnitOfWork, person: Person) -> None:
    """Take one's own authenticator app away.

    Raises:
        NotFound: There is none.
        FactorNeeded: The organisation asks for a second factor, and there is no other.
    """
    if not await store.drop_totp(uow, person.id):
        raise NotFound("there is no authenticator app")
    await keep_what_is_asked_for(uow, person)
    uow.record(
        "person.second_factor_removed",
        "person",
        person.id,
        before={"method": Method.TOTP.value},
    )


async def reset(uow: UnitOfWork, person: Person) -> None:
    """Take all second factors of somebody away and end their sessions; for administrators."""
    before = await factors_of(uow, person)
    await store.drop_totp(uow, person.id)
    await store.drop_passkeys(uow, person.id)
    await store.replace_recovery_codes(uow, person.id, [])
    await store.end_sessions(uow, "second factors reset", person_id=person.id)
    await store.void_challenges(uow, person.id)
    uow.record(
        "person.second_factors_reset",
        "person",
        person.id,
        before={"methods": [method.value for method in before.methods]},
    )


async def set_policy(
    uow: UnitOfWork, roles: frozenset[Role], *, if_match: str | None
) -> SignInPolicy:
    """Say which roles need a second factor; it holds from everybody's next request on.

    Raises:
        Changed, IfMatchMissing: The edit was not made from the present revision.
    """
    await organisations.get(uow, lock=True)
    before = await store.sign_in_policy_of(uow)
    check_if_match(if_match, before.rev)
    if before.second_factor_roles != roles:
        after = SignInPolicy(second_factor_roles=roles, rev=before.rev + 1)
        await store.write_sign_in_policy(uow, after)
        uow.record(
            "organisation.sign_in_changed",
            "organisation",
            uow.organisation_id,
            before={"second_factor_roles": sorted(before.second_factor_roles)},
            after={"second_factor_roles": sorted(roles)},
        )
    return await store.sign_in_policy_of(uow)


async def keep_what_is_asked_for(uow: UnitOfWork, person: Person) -> None:
    """Look at what is left after a factor was taken away; recovery codes of nothing open nothing.

    Raises:
        FactorNeeded: The organisation asks for a second factor, and there is none left.
    """
    left = await factors_of(uow, person)
    if left.any:
        return
    if left.required:
        raise FactorNeeded(
            "your organisation asks for a second factor, and this is the last one",
            hint="Set up another one first.",
        )
    await store.replace_recovery_codes(uow, person.id, [])


async def _opened(unit: ReadUnit, found: Totp) -> str:
    return (await fields.unseal_bytes(unit, _TABLE, "secret", found.id, found.secret)).decode()
