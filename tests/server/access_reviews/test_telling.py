"""Reviewers hear of a review by mail when it begins and when its end comes near."""

from datetime import timedelta

import httpx
import pytest
from tests.builders.mail_server import MailServer, having, mail_server
from tests.builders.renewed import Calendar
from tests.server.access_reviews.test_reviews import begin, calendar, decide, items, me
from tests.server.conftest import SignIn

from pursight_server.access.model import Role
from pursight_server.access_reviews.telling import mail_reviews
from pursight_server.platform.services import Services

__all__ = ["calendar", "mail_server"]


async def test_reviewers_are_told_and_reminded_until_all_is_decided(
    services: Services,
    client: httpx.AsyncClient,
    sign_in: SignIn,
    mail_server: MailServer,
    calendar: Calendar,
) -> None:
    given = having(services, **mail_server.settings)
    ann = await sign_in(Role.AUDITOR, email="ann@example.com")
    bob = await sign_in(Role.AUDITOR, email="bob@example.com")
    answer = await begin(client, calendar, ann, bob, about="role", which="auditor")
    assert answer.status_code == 201, answer.text
    review = answer.json()
    await mail_reviews(given)
    await mail_reviews(given)
    told = sorted(to[0] for to, _, _ in mail_server.texts())
    assert told == ["ann@example.com", "bob@example.com"]
    _, subject, text = mail_server.texts()[0]
    assert subject == "PurSight, Acme: Access review: Second quarter"
    assert "2 items wait to be decided" in text
    await calendar.passes(timedelta(days=5), ann, bob)
    await mail_reviews(given)
    assert len(mail_server.got) == 4
    assert mail_server.texts()[-1][1] == "PurSight, Acme: Reminder: Access review: Second quarter"
    whose = {one["subject_id"]: one for one in await items(ann, review)}
    for reviewer, other in ((ann, bob), (bob, ann)):
        done = await decide(reviewer, review, whose[await me(other)], keep=True)
        assert done.status_code == 200, done.text
    await calendar.passes(timedelta(days=4))
    await mail_reviews(given)
    assert len(mail_server.got) == 4, "all is decided: nobody is reminded"


@pytest.mark.usefixtures("organisation")
async def test_without_a_mail_server_nothing_is_tried(services: Services) -> None:
    await mail_reviews(services)
