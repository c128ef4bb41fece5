"""S3, and what speaks like it (MinIO, Ceph, R2): through s3fs."""

import asyncio
import os
from typing import Any

import aiobotocore.session
import aiohttp
import s3fs
from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    HTTPClientError,
    IncompleteReadError,
    NoCredentialsError,
    PartialCredentialsError,
    ReadTimeoutError,
    ResponseStreamingError,
)
from botocore.exceptions import (
    ConnectionError as NoConnection,
)
from fsspec.asyn import get_loop

from pursight_agent.connectors.files.stores.address import ANONYMOUS, INSTANCE, Address
from pursight_agent.connectors.files.stores.errors import (
    classify,
    cut_off,
    refused_by_library,
    unreachable,
    without_credentials,
)
from pursight_agent.connectors.files.stores.requests import CutOff, Requests
from pursight_agent.connectors.files.stores.store import Entry, Page
from pursight_agent.source import SourceError, SourceTimeout

_HINT = (
    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE, write s3://KEY_ID@bucket and "
    "give the secret as password, or say ?auth=instance (the machine's role) or ?auth=anonymous."
)

_CUT_OFF = (aiohttp.ClientPayloadError, IncompleteReadError, ResponseStreamingError)
_NO_ANSWER = (HTTPClientError, NoConnection, aiohttp.ClientError, OSError)


class S3Store:
    """One bucket of S3."""

    def __init__(self, address: Address, secret: str | None) -> None:
        self._address, self._secret = address, secret
        self._requests = Requests(_translated)
        self._opened: Any = None

    def page(self, prefix: str, after: str | None, most: int) -> Page:
        """One `ListObjectsV2`."""
        fs = self._fs()
        more = {"ContinuationToken": after} if after else {}

        async def ask() -> Any:
            return await fs._call_s3(  # noqa: SLF001  the one way to list page by page
                "list_objects_v2",
                Bucket=self._address.bucket, Prefix=prefix, MaxKeys=most, **more,
            )  # fmt: skip

        found = self._requests.run(fs.loop, ask, of_bucket=True)
        entries = [
            Entry(one["Key"], one["Size"], one.get("ETag", ""), str(one.get("LastModified", "")))
            for one in found.get("Contents", ())
        ]
        return Page(entries, found.get("NextContinuationToken"))

    def fetch(self, entry: Entry, start: int, end: int) -> bytes:
        """`GetObject` with a range, if it still has the tag it was listed with."""
        fs = self._fs()
        pinned = {"IfMatch": entry.version} if entry.version else {}

        async def ask() -> bytes:
            answer = await fs._call_s3(  # noqa: SLF001  s3fs has no bounded read with a condition
                "get_object",
                Bucket=self._address.bucket, Key=entry.key, Range=f"bytes={start}-{end - 1}",
                **pinned,
            )  # fmt: skip
            async with answer["Body"] as body:
                data: bytes = await body.read()
            if len(data) != end - start:
                raise CutOff
            return data

        return self._requests.run(fs.loop, ask)

    def limit(self, seconds: float) -> None:
        """Bound the time of each request."""
        self._requests.seconds = seconds

    def close(self) -> None:
        """End connections."""
        opened, self._opened = self._opened, None
        creator = getattr(opened, "_s3creator", None)
        if creator is not None:
            ending = asyncio.run_coroutine_threadsafe(
                creator.__aexit__(None, None, None), opened.loop
            )
            ending.result(5)

    def _fs(self) -> Any:
        if self._opened is None:
            address = self._address
            anonymous = address.options.get("auth") == ANONYMOUS
            session = self._session()
            if not anonymous and not self._secret:
                self._check_credentials(session)
            self._opened = s3fs.S3FileSystem(
                anon=anonymous,
                key=None if anonymous else address.user or None,
                secret=None if anonymous else self._secret,
                endpoint_url=address.endpoint or None,
                client_kwargs={"region_name": self._region(session)},
                config_kwargs={
                    "connect_timeout": 10,
                    "read_timeout": 60,
                    "retries": {"total_max_attempts": 1},
                },
                session=session,
                use_listings_cache=False,
                skip_instance_cache=True,
            )
            self._opened.retries = 1  # `Requests` does that
        return self._opened

    def _session(self) -> Any:
        session = aiobotocore.session.AioSession()
        if self._address.options.get("auth") != INSTANCE:
            # The last resort of the library is to ask the cloud's metadata service: not unasked.
            session.get_component("credential_provider").remove("iam-role")
        return session

    def _check_credentials(self, session: Any) -> None:
        found = self._requests.run(get_loop(), session.get_credentials)
        if found is None:
            raise without_credentials(_HINT)

    def _region(self, session: Any) -> str:
        named: str | None = self._address.options.get("region")
        named = named or os.environ.get("AWS_REGION") or session.get_config_variable("region")
        return named or "us-east-1"


def _translated(error: BaseException, of_bucket: bool) -> SourceError:
    """Name an error of botocore, or what s3fs made of one."""
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, ClientError):
        seen = seen.__cause__
    if seen is not None:
        said = seen.response
        status = said.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        code = str(said.get("Error", {}).get("Code", ""))
        return classify(int(status), code, of_bucket=of_bucket)
    found: SourceError
    if isinstance(error, _CUT_OFF):
        found = cut_off()
    elif isinstance(error, (ReadTimeoutError, ConnectTimeoutError)):
        found = SourceTimeout("The store did not answer in time.", hint="Scan again later.")
    elif isinstance(error, (NoCredentialsError, PartialCredentialsError)):
        found = without_credentials(_HINT)
    elif isinstance(error, _NO_ANSWER):
        found = unreachable()
    else:
        found = refused_by_library()
    return found
