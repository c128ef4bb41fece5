"""Google Cloud Storage: through gcsfs."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import gcsfs
import google.auth.exceptions

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
from pursight_agent.source import SourceError, SourceRefused

_HINT = (
    "Set GOOGLE_APPLICATION_CREDENTIALS, sign in with `gcloud auth application-default login`, "
    "give a service account's JSON as password, or say ?auth=instance or ?auth=anonymous."
)
_SIGNED_IN = Path("~/.config/gcloud/application_default_credentials.json")


class _Refused(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class GcsStore:
    """One bucket of Google Cloud Storage."""

    def __init__(self, address: Address, secret: str | None) -> None:
        self._address, self._secret = address, secret
        self._requests = Requests(_translated)
        self._opened: Any = None

    def page(self, prefix: str, after: str | None, most: int) -> Page:
        """One `objects.list`."""
        wanted = {
            "prefix": prefix,
            "maxResults": str(most),
            "fields": "nextPageToken,items(name,size,generation,updated)",
        }
        if after:
            wanted["pageToken"] = after
        said = json.loads(self._get("", wanted, {}, of_bucket=True))
        entries = [
            Entry(
                one["name"], int(one.get("size", 0)), str(one.get("generation", "")),
                str(one.get("updated", "")),
            )
            for one in said.get("items", ())
        ]  # fmt: skip
        return Page(entries, said.get("nextPageToken"))

    def fetch(self, entry: Entry, start: int, end: int) -> bytes:
        """`objects.get` with a range, of the generation that was listed."""
        wanted = {"alt": "media"}
        if entry.version:
            wanted["ifGenerationMatch"] = entry.version
        # Said so, the store sends the bytes as they are and does not unpack what is marked as gzip.
        headers = {"Range": f"bytes={start}-{end - 1}", "Accept-Encoding": "gzip"}
        return self._get(f"/{quote(entry.key, safe='')}", wanted, headers, size=end - start)

    def _get(
        self,
        path: str,
        wanted: dict[str, str],
        headers: dict[str, str],
        *,
        size: int | None = None,
        of_bucket: bool = False,
    ) -> bytes:
        fs = self._fs()
        base = self._address.endpoint or "https://storage.googleapis.com"
        url = f"{base}/storage/v1/b/{quote(self._address.bucket, safe='')}/o{path}"

        async def ask() -> bytes:
            await fs._set_session()  # noqa: SLF001  gcsfs repeats and logs requests by itself
            signed = dict(headers)
            fs.credentials.apply(signed)
            async with fs.session.get(url, params=wanted, headers=signed) as answer:
                data: bytes = await answer.read()
                if answer.status >= 300:
                    raise _Refused(answer.status)
                if size is not None and len(data) != size:
                    raise CutOff
                return data

        return self._requests.run(fs.loop, ask, of_bucket=of_bucket)

    def limit(self, seconds: float) -> None:
        """Bound the time of each request."""
        self._requests.seconds = seconds

    def close(self) -> None:
        """End connections."""
        opened, self._opened = self._opened, None
        session = getattr(opened, "_session", None)
        if session is not None:
            asyncio.run_coroutine_threadsafe(session.close(), opened.loop).result(5)

    def _fs(self) -> Any:
        if self._opened is None:
            try:
                self._opened = gcsfs.GCSFileSystem(
                    project="",
                    access="read_only",
                    token=self._token(),
                    endpoint_url=self._address.endpoint or None,
                    session_kwargs={"auto_decompress": False},
                    use_listings_cache=False,
                    skip_instance_cache=True,
                )
            except (ValueError, KeyError, OSError, google.auth.exceptions.GoogleAuthError) as error:
                raise SourceRefused(
                    "The credentials are not of a form that Google gives.", hint=_HINT
                ) from error
        return self._opened

    def _token(self) -> Any:
        """How to sign in; never by asking the cloud's metadata service unasked."""
        auth = self._address.options.get("auth")
        if auth == ANONYMOUS:
            return "anon"
        if auth == INSTANCE:
            return "cloud"
        if self._secret:
            return json.loads(self._secret)
        named = os.environ.get("GOOGLE_APPLICATION_CREDENTIALS")
        if named:
            return named
        if _SIGNED_IN.expanduser().is_file():
            return str(_SIGNED_IN.expanduser())
        raise without_credentials(_HINT)


def _translated(error: BaseException, of_bucket: bool) -> SourceError:
    """Name what went wrong with a request."""
    found: SourceError
    if isinstance(error, _Refused):
        found = classify(error.status, "", of_bucket=of_bucket)
    elif isinstance(error, aiohttp.ClientPayloadError):
        found = cut_off()
    elif isinstance(error, google.auth.exceptions.TransportError):
        found = unreachable()
    elif isinstance(error, google.auth.exceptions.GoogleAuthError):
        found = SourceRefused("The store does not accept who asks.", hint=_HINT)
    elif isinstance(error, (aiohttp.ClientError, OSError)):
        found = unreachable()
    else:
        found = refused_by_library()
    return found
