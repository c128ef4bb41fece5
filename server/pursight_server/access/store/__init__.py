"""How persons, sessions and refresh tokens are asked for and written."""

from pursight_server.access.store.persons import (
    active_with_role,
    add_person,
    change_person,
    find_person,
    list_persons,
    password_hash_of,
    persons_table,
    set_email,
    set_password_hash,
)
from pursight_server.access.store.refresh_tokens import (
    TokenFacts,
    add_refresh_token,
    mark_lost,
    organisation_of_refresh_token,
    token_facts,
    use_token,
)
from pursight_server.access.store.sessions import (
    end_sessions,
    live_sessions,
    open_session,
    person_of_session,
)
from pursight_server.access.store.sign_ins import (
    SignInFacts,
    set_failures,
    sign_in_facts,
)

__all__ = [
    "SignInFacts",
    "TokenFacts",
    "active_with_role",
    "add_person",
    "add_refresh_token",
    "change_person",
    "end_sessions",
    "find_person",
    "list_persons",
    "live_sessions",
    "mark_lost",
    "open_session",
    "organisation_of_refresh_token",
    "password_hash_of",
    "person_of_session",
    "persons_table",
    "set_email",
    "set_failures",
    "set_password_hash",
    "sign_in_facts",
    "token_facts",
    "use_token",
]
