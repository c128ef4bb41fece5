"""ETags and If-Match: nobody overwrites what they have not seen."""

from pursight.errors import Conflict, Refused


class Changed(Conflict):
    """The thing has changed since the caller last read it."""

    code = "precondition.failed"
    status = 412


class IfMatchMissing(Refused):
    """An edit must say which revision it was made from."""

    code = "precondition.required"
    status = 428


def etag(rev: int) -> str:
    """Spell a revision as an entity tag."""
    return f'"{rev}"'


def check_if_match(header: str | None, rev: int) -> None:
    """Let an edit through only if it was made from the present revision.

    Args:
        header: The request's `If-Match`: one or more strong tags, or `*`.
        rev: The thing's revision now, read in the same transaction that will change it.

    Raises:
        IfMatchMissing: There is no header.
        Changed: None of its tags is the present one.
    """
    if header is None:
        raise IfMatchMissing(
            "this edit does not say which revision it was made from",
            hint="Send the ETag of your last reading as If-Match.",
        )
    tags = {tag.strip() for tag in header.split(",")}
    if "*" not in tags and etag(rev) not in tags:
        raise Changed(
            "it has been changed since you read it",
            hint="Read it again, look at what changed, and repeat your edit if it still holds.",
        )
