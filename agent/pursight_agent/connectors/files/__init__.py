"""Files and folders of files: CSV, JSON, JSON lines, Parquet, XLSX, compressed ones too."""

from pursight_agent.connectors.files.connector import FilesSource

__all__ = ["FilesSource"]
