"""Object stores: S3, Azure Blob Storage and Google Cloud Storage as trees of files."""

from pursight_agent.connectors.files.stores.opening import open_bucket

__all__ = ["open_bucket"]
