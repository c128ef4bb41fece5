"""What a directory says of a person, and that it keeps them."""

from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, or_, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError

from pursight.errors import Conflict
from pursight_server.access.store import persons_table
from pursight_server.platform.conditions import Condition
from pursight_server.platform.unit_of_work import ReadUnit, UnitOfWork
from pursight_server.provisioning.model import fold
from pursight_server.provisioning.tables import provisioned_person as link


class NameTaken(Conflict):
    """Somebody else has the user name or the e-mail address."""

    code = "provisioning.taken"


async def who_has(unit: ReadUnit, *, user_name: str, email: str) -> list[UUID]:
    """List the persons, deleted ones too, whose user name or e-mail address this is."""
    person, key = persons_table, fold(user_name)
    found = await unit.connection.execute(
        select(person.c.id)
        .join(
            link,
            and_(
                link.c.organisation_id == person.c.organisation_id, link.c.person_id == person.c.id
            ),
            isouter=True,
        )
        .where(
            person.c.organisation_id == unit.organisation_id,
            or_(
                person.c.email == email,
                case(
                    (link.c.person_id.is_(None), person.c.email == key),
                    else_=and_(link.c.unlinked_at.is_(None), link.c.user_name_key == key),
                ),
            ),
        )
    )
    return list(found.scalars())


async def is_unlinked(unit: ReadUnit, person_id: UUID) -> bool:
    """Whether a directory has deleted this person."""
    found = await unit.connection.execute(
        select(link.c.unlinked_at).where(_is(unit, person_id), link.c.unlinked_at.is_not(None))
    )
    return found.one_or_none() is not None


async def put(
    uow: UnitOfWork,
    person_id: UUID,
    *,
    user_name: str,
    external_id: str | None,
    details: dict[str, Any],
) -> None:
    """Write what a directory says of a person, and that it keeps them.

    Raises:
        NameTaken: Somebody else has the user name.
    """
    values = {
        "user_name": user_name,
        "user_name_key": fold(user_name),
        "external_id": external_id,
        "details": details,
        "changed_at": uow.clock.now(),
        "unlinked_at": None,
    }
    statement = upsert(link).values(
        organisation_id=uow.organisation_id,
        person_id=person_id,
        created_at=uow.clock.now(),
        **values,
    )
    statement = statement.on_conflict_do_update(
        index_elements=["organisation_id", "person_id"], set_=values
    )
    try:
        async with uow.connection.begin_nested():
            await uow.connection.execute(statement)
    except IntegrityError as error:
        raise NameTaken("somebody else has this user name") from error


async def unlink(uow: UnitOfWork, person_id: UUID) -> None:
    """Forget what a directory said of a person, and remember that it deleted them."""
    now = uow.clock.now()
    values: dict[str, Any] = {
        "details": {},
        "external_id": None,
        "unlinked_at": now,
        "changed_at": now,
    }
    await uow.connection.execute(
        upsert(link)
        .values(
            organisation_id=uow.organisation_id,
            person_id=person_id,
            user_name="",
            user_name_key="",
            created_at=now,
            **values,
        )
        .on_conflict_do_update(
            index_elements=["organisation_id", "person_id"],
            set_={**values, "user_name": "", "user_name_key": ""},
        )
    )


def _is(unit: ReadUnit, person_id: UUID) -> Condition:
    return and_(link.c.organisation_id == unit.organisation_id, link.c.person_id == person_id)
