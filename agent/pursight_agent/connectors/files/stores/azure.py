"""Azure Blob Storage and Data Lake Storage: through Azure's own library, which adlfs wraps.

adlfs has no way to bound retries, nor to read a range on condition that the blob is still the same.
"""

import asyncio
import os
from typing import Any

import aiohttp
from azure.core import MatchConditions
from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    IncompleteReadError,
    ServiceRequestError,
    ServiceResponseError,
    ServiceResponseTimeoutError,
)
from azure.storage.blob.aio import BlobServiceClient
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
from pursight_agent.source import SourceError, SourceRefused, SourceTimeout, SourceUnsupported

_HINT = (
    "Give the account's key, a SAS token or a connection string as password, set "
    "AZURE_STORAGE_CONNECTION_STRING, AZURE_STORAGE_KEY, AZURE_STORAGE_SAS_TOKEN or "
    "AZURE_CLIENT_ID (with its tenant and secret), or say ?auth=instance or ?auth=anonymous."
)
_ONCE: dict[str, Any] = {
    "retry_total": 0,  # `Requests` does that
    "connection_timeout": 10,
    "read_timeout": 60,
    "max_single_get_size": 1 << 26,
}


class AzureStore:
    """One container."""

    def __init__(self, address: Address, secret: str | None) -> None:
        self._address, self._secret = address, secret
        self._requests = Requests(_translated)
        self._opened: Any = None

    def page(self, prefix: str, after: str | None, most: int) -> Page:
        """One `List Blobs`."""
        client = self._client()

        async def ask() -> Page:
            pages = client.list_blobs(
                name_starts_with=prefix or None, results_per_page=most
            ).by_page(continuation_token=after)
            entries: list[Entry] = []
            async for page in pages:
                entries.extend([_entry(blob) async for blob in page])
                break
            return Page(entries, pages.continuation_token or None)

        return self._requests.run(get_loop(), ask, of_bucket=True)

    def fetch(self, entry: Entry, start: int, end: int) -> bytes:
        """`Get Blob` with a range, if it still has the tag it was listed with."""
        client = self._client()
        pinned: dict[str, Any] = (
            {"etag": entry.version, "match_condition": MatchConditions.IfNotModified}
            if entry.version
            else {}
        )

        async def ask() -> bytes:
            answer = await client.download_blob(
                entry.key, offset=start, length=end - start, **pinned
            )
            data: bytes = await answer.readall()
            if len(data) != end - start:
                raise CutOff
            return data

        return self._requests.run(get_loop(), ask)

    def limit(self, seconds: float) -> None:
        """Bound the time of each request."""
        self._requests.seconds = seconds

    def close(self) -> None:
        """End connections."""
        opened, self._opened = self._opened, None
        if opened is not None:
            asyncio.run_coroutine_threadsafe(opened.close(), get_loop()).result(5)

    def _client(self) -> Any:
        if self._opened is None:
            self._opened = self._requests.run(get_loop(), self._connected)
        return self._opened.get_container_client(self._address.bucket)

    async def _connected(self) -> Any:
        """Make the client; on the loop that it will be used from."""
        address, secret = self._address, self._secret or _from_environment()
        if (secret and "AccountKey=" in secret) or (secret and "SharedAccessSignature=" in secret):
            return BlobServiceClient.from_connection_string(secret, **_ONCE)
        account = address.user or os.environ.get("AZURE_STORAGE_ACCOUNT", "")
        if not account and not address.endpoint:
            raise SourceUnsupported(
                "The URL does not name the account.", hint="Write az://container/…?account=name."
            )
        url = address.endpoint or f"https://{account}.blob.core.windows.net"
        auth = address.options.get("auth")
        if auth == ANONYMOUS:
            return BlobServiceClient(url, **_ONCE)
        if secret:
            signed = "sig=" in secret
            credential: Any = secret.removeprefix("?") if signed else _key(account, secret)
            return BlobServiceClient(url, credential=credential, **_ONCE)
        return BlobServiceClient(url, credential=self._identity(auth), **_ONCE)

    def _identity(self, auth: str | None) -> Any:
        from azure.identity.aio import (
            ClientSecretCredential,
            ManagedIdentityCredential,
        )

        said = {
            name: os.environ.get(f"AZURE_{name.upper()}", "")
            for name in ("tenant_id", "client_id", "client_secret")
        }
        if all(said.values()):
            return ClientSecretCredential(**said)
        if auth == INSTANCE:
            return ManagedIdentityCredential(client_id=said["client_id"] or None)
        raise without_credentials(_HINT)


def _from_environment() -> str | None:
    for name in ("CONNECTION_STRING", "KEY", "ACCOUNT_KEY", "SAS_TOKEN"):
        if value := os.environ.get(f"AZURE_STORAGE_{name}"):
            return value
    return None


def _key(account: str, secret: str) -> Any:
    return {"account_name": account, "account_key": secret}


def _entry(blob: Any) -> Entry:
    return Entry(blob.name, blob.size or 0, blob.etag or "", str(blob.last_modified or ""))


def _translated(error: BaseException, of_bucket: bool) -> SourceError:
    """Name an error of Azure's libraries."""
    if isinstance(error, HttpResponseError) and error.status_code:
        code = getattr(error, "error_code", None)
        said = str(getattr(code, "value", code) or "")
        return classify(error.status_code, said, of_bucket=of_bucket)
    found: SourceError
    if isinstance(error, (IncompleteReadError, aiohttp.ClientPayloadError)):
        found = cut_off()
    elif isinstance(error, ClientAuthenticationError):
        found = SourceRefused("The store does not accept who asks.", hint=_HINT)
    elif isinstance(error, ServiceResponseTimeoutError):
        found = SourceTimeout("The store did not answer in time.", hint="Scan again later.")
    elif isinstance(
        error, (ServiceRequestError, ServiceResponseError, aiohttp.ClientError, OSError)
    ):
        found = unreachable()
    elif isinstance(error, ValueError):
        found = SourceRefused(
            "The key or connection string is not of the form that Azure gives.", hint=_HINT
        )
    else:
        found = refused_by_library()
    return found
