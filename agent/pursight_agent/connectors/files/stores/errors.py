"""What a store's answer means, in our own words (pure)."""

from pursight_agent.source import (
    ObjectError,
    PasswordNeeded,
    SourceBusy,
    SourceDenied,
    SourceError,
    SourceNotFound,
    SourceRefused,
    SourceUnreachable,
)

_UNKNOWN_SIGNER = frozenset(
    {
        "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken",
        "TokenRefreshRequired", "RequestTimeTooSkewed", "AuthFailure", "AuthenticationFailed",
        "InvalidAuthenticationInfo", "NoAuthenticationInformation",
    }
)  # fmt: skip
_ELSEWHERE = frozenset(
    {"PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed",
     "IllegalLocationConstraintException"}
)  # fmt: skip
_NO_BUCKET = frozenset(
    {"NoSuchBucket", "ContainerNotFound", "InvalidBucketName", "AccountNotFound"}
)
_ARCHIVED = frozenset({"InvalidObjectState", "BlobArchived", "BlobBeingRehydrated"})


def classify(status: int, code: str, *, of_bucket: bool) -> SourceError:
    """Name what a store refuses or fails to do.

    Args:
        status: Of the HTTP answer.
        code: The store's own code for it; empty when it gave none.
        of_bucket: Whether the bucket was asked and not one object.
    """
    if code in _ARCHIVED:
        return ObjectError(
            "file.archived",
            "The object lies in an archive tier, from which it cannot be read.",
            hint="Restore it first, or leave it out of the scope.",
        )
    if code in _UNKNOWN_SIGNER or status == 401:
        return SourceRefused(
            "The store does not accept who asks.",
            hint="Check the key's id and secret, whether they have expired, and the clock.",
        )
    if code in _ELSEWHERE or status in (301, 307):
        return SourceRefused(
            "The bucket lies in another region.", hint="Name it in the URL: ?region=…"
        )
    if code in _NO_BUCKET or (status == 404 and of_bucket):
        return SourceNotFound(
            "There is no such bucket.", hint="Check its name, the account and the endpoint."
        )
    return _by_status(status, of_bucket=of_bucket)


def _by_status(status: int, *, of_bucket: bool) -> SourceError:
    if status == 403:
        return SourceDenied(
            "The account may not list this bucket." if of_bucket
            else "The account may not read this object.",
            hint="Give it the right to list the bucket and to read its objects.",
        )  # fmt: skip
    if status == 404:
        return ObjectError(
            "file.not_found",
            "The object was there a moment ago and is gone.",
            hint="Scan again when nothing moves objects there.",
        )
    if status in (304, 409, 412, 416):
        return changed()
    if status in (408, 429, 503):
        return SourceBusy(
            "The store asks to come back later.", hint="Scan again, or at another time."
        )
    return SourceError(
        f"The store reports an error (HTTP {status}).", hint="Scan again; ask who runs it."
    )


def changed() -> ObjectError:
    """Word the error for an object that was replaced since it was listed."""
    return ObjectError(
        "file.changed",
        "The object was replaced while it was read.",
        hint="Scan again when nothing writes to it.",
    )


def unreachable() -> SourceUnreachable:
    """Word the error for a store that does not answer."""
    return SourceUnreachable(
        "The store does not answer, or the connection to it breaks.",
        hint="Check the endpoint, the network and a proxy's settings.",
    )


def cut_off() -> ObjectError:
    """Word the error for an answer that ends too early, each time it is asked for."""
    return ObjectError(
        "source.failed",
        "The store sends less of the object than it says.",
        hint="Scan again; if it stays so, the object is damaged or a proxy is in the way.",
    )


def without_credentials(hint: str) -> PasswordNeeded:
    """Word the error for a store that nobody has told us how to sign in to."""
    return PasswordNeeded("There are no credentials for this store.", hint=hint)


def refused_by_library() -> SourceError:
    """Word the error for a request that was never sent, or whose answer makes no sense."""
    return SourceError(
        "The store's library refuses the request.", hint="Check the URL's options and the name."
    )
