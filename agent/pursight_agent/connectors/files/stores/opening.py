"""Which store a URL means."""

from typing import TYPE_CHECKING

from pursight_agent.connectors.files.stores.address import Address, read_address
from pursight_agent.connectors.files.stores.bucket import Bucket
from pursight_agent.source import SourceUnsupported

if TYPE_CHECKING:
    from pursight_agent.connectors.files.stores.store import Store


def open_bucket(url: str, secret: str | None) -> tuple[Bucket, Address]:
    """Make the tree of a URL; nothing is connected to before the first call.

    Raises:
        SourceUnsupported: The URL cannot be understood, or the libraries are not installed.
    """
    address, written = read_address(url)
    try:
        store = _store(address, secret if secret is not None else written)
    except ImportError as error:
        raise SourceUnsupported(
            "The libraries for object stores are not installed.",
            hint="Install them: pip install 'pursight[agent-lake]'.",
        ) from error
    return Bucket(store, address), address


def _store(address: Address, secret: str | None) -> "Store":
    match address.scheme:
        case "s3":
            from pursight_agent.connectors.files.stores.s3 import S3Store

            return S3Store(address, secret)
        case "az":
            from pursight_agent.connectors.files.stores.azure import AzureStore

            return AzureStore(address, secret)
        case _:
            from pursight_agent.connectors.files.stores.gcs import GcsStore

            return GcsStore(address, secret)
