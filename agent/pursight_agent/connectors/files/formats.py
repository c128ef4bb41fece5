"""Which reader a file gets: by its content where that is plain, else by its ending."""

import zipfile

from pursight_agent.connectors.files.delimited import DelimitedFile
from pursight_agent.connectors.files.place import (
    COMPRESSIONS,
    FileReader,
    Place,
    corrupt,
    file_errors,
)
from pursight_agent.source import ObjectError

_DELIMITED = {"csv": "csv", "tsv": "tsv", "tab": "tsv", "txt": "csv", "psv": "csv", "dat": "csv"}
_LINES = ("jsonl", "ndjson")
_XML = ("xml", "rss", "atom", "gpx", "kml")
_WITH_MAGIC = ("parquet", "avro", "orc", "xlsx", "xlsm")
TARS = ("tar", "tgz", "tbz", "tbz2", "txz", "tzst")
HOLDING_TABLES = (".xlsx", ".xlsm", ".zip", *(f".{ending}" for ending in TARS))
"""Endings of files that hold several tables; a packed `.tar` too."""
_KNOWN = (
    "CSV, TSV, TXT, JSON, JSON lines, XML, Parquet, Avro, ORC and XLSX files are scanned, in ZIP "
    "and TAR archives too"
)


def open_file(place: Place, *, by_itself: bool = False) -> FileReader:
    """Look into a file and make its reader.

    Args:
        place: The file.
        by_itself: Whether it is the scan's only target, so an unknown ending may be text.

    Raises:
        ObjectError: With the reason for which the file is skipped.
    """
    magic, ending = place.magic(), _ending(place)
    match magic:
        case "parquet":
            from pursight_agent.connectors.files.parquet import ParquetFile

            return ParquetFile(place)
        case "avro":
            return _avro(place)
        case "orc":
            from pursight_agent.connectors.files.orc import OrcFile

            return OrcFile(place)
        case "zip":
            return _zipped(place)
        case "sqlite" | "duckdb":
            name = "SQLite" if magic == "sqlite" else "DuckDB"
            raise _unknown(
                f"It is a {name} database, not a file of records.",
                "Scan it by itself: give its path as the target.",
            )
        case "pdf":
            raise _unknown("It is a PDF document.", f"{_KNOWN}.")
        case "ole":
            raise _unknown(
                "It is a workbook of the old format (XLS), or one that is protected by a password.",
                "Save it as XLSX without a password.",
            )
        case _:
            return _by_ending(place, ending, by_itself=by_itself)


def _avro(place: Place) -> FileReader:
    try:
        from pursight_agent.connectors.files.avro import AvroFile
    except ImportError as error:
        raise ObjectError(
            "file.needs_package",
            "The package that reads Avro files is not installed.",
            hint="Install it: pip install 'pursight[agent-lake]'.",
        ) from error
    return AvroFile(place)


def _by_ending(place: Place, ending: str, *, by_itself: bool) -> FileReader:
    if ending in _DELIMITED:
        return DelimitedFile(place, format_=_DELIMITED[ending], prose=ending in ("txt", "dat"))
    if ending in (*_LINES, "json", "geojson"):
        from pursight_agent.connectors.files.json_files import JsonFile, JsonLinesFile, is_lines

        return JsonLinesFile(place) if ending in _LINES or is_lines(place) else JsonFile(place)
    if ending in _XML:
        from pursight_agent.connectors.files.xml_files import XmlFile

        return XmlFile(place)
    if ending in TARS:
        return _archive(place, ending)
    if ending in _WITH_MAGIC:
        if place.stored.size() == 0:
            raise corrupt("The file is empty: it has not even the format's first bytes.")
        raise corrupt(f"The file is called .{ending} but does not begin like one.")
    if by_itself:
        return DelimitedFile(place, format_="csv", prose=True)
    raise _unknown("No reader knows files of this kind.", f"{_KNOWN}; rename it if it is one.")


def _zipped(place: Place) -> FileReader:
    try:
        with file_errors(), place.stored.open() as file, zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise corrupt("The workbook or archive is damaged or cut off.") from error
    if not any(member.filename == "xl/workbook.xml" for member in members):
        if _ending(place) != "zip":  # documents of many programs are archives too
            raise _unknown("It is an archive.", "Rename it to .zip if its members are tables.")
        return _archive(place, "zip")
    stored = sum(member.compress_size for member in members)
    expanded = sum(member.file_size for member in members)
    if not place.bounds.allow(expanded, stored):
        raise ObjectError(
            "file.bomb",
            "The compressed file unfolds to many times its size.",
            hint="If that is right, save the workbook's sheets as CSV and scan those.",
        )
    from pursight_agent.connectors.files.xlsx import Workbook

    return Workbook(place)


def _archive(place: Place, kind: str) -> FileReader:
    from pursight_agent.connectors.files.archives import Archive, TarMember, ZipMember

    if isinstance(place.stored, (ZipMember, TarMember)):
        raise _unknown("It is an archive in an archive.", "Unpack it and scan the folder.")
    return Archive(place, kind, open_file)


def _ending(place: Place) -> str:
    """Ending in lower case, behind that of a compression."""
    parts = place.stored.file_name.lower().split(".")
    packed = parts[-1] in COMPRESSIONS or parts[-1] == "snappy"
    if len(parts) > 2 and packed:
        return parts[-2]
    if len(parts) == 2 and packed:
        return "csv"
    return parts[-1] if len(parts) > 1 else ""


def _unknown(reason: str, hint: str) -> ObjectError:
    return ObjectError("file.unknown_format", reason, hint=hint)
