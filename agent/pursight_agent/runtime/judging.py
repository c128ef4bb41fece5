"""In a scan's child: the classifier with the server's model, or with the one that came along."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from uuid import UUID

import structlog

from pursight.classification.classifier import Classifier
from pursight.classification.column_model import ColumnModel
from pursight.classification.thresholds import Threshold, Thresholds
from pursight.contracts.agents import ReportRecord, SkippedRecord, SourceRecord, TableRecord
from pursight.contracts.scans import ColumnReport, EvidenceKind, Skipped
from pursight.errors import PurSightError
from pursight.protocol import keys
from pursight.protocol import models as protocol

log = structlog.get_logger("pursight.agent")


def classifier_of(
    path: str, job_key: str, organisation_id: UUID, build: Callable[..., Classifier]
) -> tuple[Classifier, int | None]:
    """Build the classifier of a scan.

    The model is checked once more: between the agent's check and this process its file was on the
    disk. When that fails the scan goes on with the built-in model; its report names none, so the
    server judges the features by its own.

    Args:
        path: Of the server's model; empty for the one that came with this agent.
        job_key: Whose signature it must have.
        organisation_id: Whose it must be.
        build: Makes the classifier; takes `thresholds` and `model`.

    Returns:
        The classifier, and the activation of the server's model that it uses; None for its own.
    """
    if not path:
        return build(), None
    try:
        opened = protocol.unpack(
            Path(path).read_bytes(),
            keys.from_text(job_key),
            organisation_id=organisation_id,
        )
        model = ColumnModel.load(opened.content)
    except (OSError, PurSightError) as error:
        log.warning("model not used", reason=getattr(error, "code", type(error).__name__))
        return build(), None
    own = {
        label: Threshold(one.apply, one.suggest) for label, one in opened.header.thresholds.items()
    }
    classifier = build(thresholds=Thresholds(per_label=own), model=model)
    return classifier, opened.header.serial


def as_reported(
    found: Iterable[ReportRecord], serial: int | None, *, features: bool
) -> Iterator[ReportRecord]:
    """Say in a scan's records which model judged; leave out what an older server refuses."""
    for record in found:
        if isinstance(record, SourceRecord):
            yield record.model_copy(update={"model_serial": serial})
        elif isinstance(record, TableRecord) and not features:
            yield _without_features(record)
        else:
            yield record


def _without_features(record: TableRecord) -> TableRecord:
    """Take out what a server of an earlier version does not know."""
    columns = tuple(_plain(column) for column in record.table.columns)
    return record.model_copy(update={"table": record.table.model_copy(update={"columns": columns})})


def _plain(column: ColumnReport) -> ColumnReport:
    said = column.classification
    known = tuple(one for one in said.evidence if one.kind is not EvidenceKind.MODEL)
    judged = said if known == said.evidence else said.model_copy(update={"evidence": known})
    return column.model_copy(update={"features": None, "classification": judged})


def left_out(sentence: str) -> SkippedRecord:
    """Say in the report that a recogniser the settings name does not take part."""
    return SkippedRecord(
        skipped=Skipped(
            name="recognizers",
            kind="recognizer",
            code="recognizers.left_out",
            reason=sentence[:2000],
            hint="The settings of the agent name it under [classification]; all else was done.",
        )
    )
