"""Measure classification on generated columns: each tier's gain, F1 per label, calibration, speed.

    python tests/benchmarks/classification.py [--seed 7] [--rows 120] [--language] [--presidio]

The columns come from other code, locales and names than those that the column model was trained
on. With `--language` Presidio helps where patterns leave a column open, as in a scan; with
`--presidio`, Presidio's analyzer alone (majority of its entities per column) is measured on a part
of the same columns in the same run.
"""

# ruff: noqa: E501  lines that print a table

import argparse
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent))
from columns import Case, cases  # type: ignore[import-not-found]

from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.classification.column_model import ColumnModel
from pursight.classification.judging import judge_all
from pursight.classification.thresholds import Thresholds
from pursight.contracts.features import ColumnFeatures
from pursight.contracts.scans import Classification, Decision

PRESIDIO = {
    "EMAIL_ADDRESS": "email", "PHONE_NUMBER": "phone", "CREDIT_CARD": "credit_card", "IBAN_CODE": "iban", "IP_ADDRESS": "ip_address",
    "US_SSN": "us_ssn", "URL": "url", "CRYPTO": "crypto_wallet", "MAC_ADDRESS": "mac_address", "US_PASSPORT": "passport",
    "US_DRIVER_LICENSE": "driver_license", "US_BANK_NUMBER": "bank_account", "US_ITIN": "tax_id", "UK_NHS": "national_id",
    "DATE_TIME": "date_of_birth", "MEDICAL_LICENSE": "dea", "UK_NINO": "national_id", "US_NPI": "npi", "ABA_ROUTING_NUMBER": "bank_routing",
}  # fmt: skip


PROMISING = ("boolean", "count", "timestamp", "level", "velocity", "public", "version4")
"""Kinds of clean columns whose names promise something: `email_verified`, `phone_count`."""

TIERS = ("names only", "+ patterns", "+ language", "+ column model")


@dataclass(frozen=True)
class Measured:
    """One column's features, as it is, without its values, and without its name."""

    case: Case
    whole: ColumnFeatures
    unseen: ColumnFeatures
    hidden: ColumnFeatures


def measured(classifier: Classifier, case: Case) -> Measured:
    """Measure one column as an engine would."""
    values = pa.array(case.values)
    evidence = ColumnEvidence(classifier, values.type)
    evidence.update(values)
    context = ColumnContext("", case.table, case.column)
    nameless = ColumnContext("", "data", "")
    nothing = ColumnEvidence(classifier, values.type)
    return Measured(
        case, evidence.features(context), nothing.features(context), evidence.features(nameless)
    )


def judged(
    columns: list[Measured], model: ColumnModel | None, thresholds: Thresholds
) -> dict[str, list[Classification]]:
    """What each tier makes of the columns, and what all make of them without their names."""
    deaf = [one.whole.model_copy(update={"language": None}) for one in columns]
    whole = [one.whole for one in columns]
    return {
        TIERS[0]: judge_all([one.unseen for one in columns], None, thresholds),
        TIERS[1]: judge_all(deaf, None, thresholds),
        TIERS[2]: judge_all(whole, None, thresholds),
        TIERS[3]: judge_all(whole, model, thresholds),
        "hidden": judge_all([one.hidden for one in columns], model, thresholds),
        "hidden, no model": judge_all([one.hidden for one in columns], None, thresholds),
    }


def reliability(columns: list[Measured], said: list[Classification]) -> str:
    """Of the columns that got a label: confidence against how often that was right, in ten bins."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one, found in zip(columns, said, strict=True):
        if found.label != "none":
            at = min(9, int(found.confidence * 10))
            bins[at].append((found.confidence, found.label == one.case.label))
    total = max(1, sum(map(len, bins.values())))
    error, lines = 0.0, []
    for at, pairs in sorted(bins.items()):
        sure = sum(c for c, _ in pairs) / len(pairs)
        right = sum(r for _, r in pairs) / len(pairs)
        error += abs(sure - right) * len(pairs) / total
        lines.append(
            f"    {at / 10:.1f}-{at / 10 + 0.1:.1f}: said {sure:.3f}, right {right:.3f} of {len(pairs)}"
        )
    return f"ECE {error:.3f}\n" + "\n".join(lines)


def presidio_alone(sample: list[Case]) -> list[str]:
    """Label each column with the entity that Presidio finds in most of 20 cells."""
    from pursight.classification.language import analyzer

    engine = analyzer()
    assert engine is not None
    found = []
    for case in sample:
        votes: Counter[str] = Counter()
        texts = [str(v) for v in case.values[:20]]
        for text in texts:
            for entity in {
                r.entity_type for r in engine.analyze(text=text, language="en", score_threshold=0.4)
            }:
                votes[PRESIDIO.get(entity, "other")] += 1
        best = votes.most_common(1)
        found.append(best[0][0] if best and best[0][1] >= 10 else "none")
    return found


def scores(
    pairs: list[tuple[str, str]],
) -> tuple[float, float, float, dict[str, tuple[float, float, float, int]]]:
    """Micro F1, macro F1, share of clean columns flagged, and (precision, recall, F1, n) per label."""
    hit: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for right, said in pairs:
        gold[right] += 1
        found[said] += 1
        hit[right] += right == said
    labels = [label for label in gold if label != "none"]
    per = {}
    for label in labels:
        p, r = hit[label] / max(1, found[label]), hit[label] / gold[label]
        per[label] = (p, r, 2 * p * r / max(1e-9, p + r), gold[label])
    tp = sum(hit[x] for x in labels)
    p = tp / max(1, sum(n for x, n in found.items() if x != "none"))
    r = tp / max(1, sum(gold[x] for x in labels))
    flagged = 1 - hit["none"] / max(1, gold["none"])
    return (
        2 * p * r / max(1e-9, p + r),
        sum(f for *_, f, _ in per.values()) / len(per),
        flagged,
        per,
    )


def summary(columns: list[Measured], said: list[Classification]) -> str:
    """One line: both F1, what is flagged, and F1 or recall under each kind of name."""
    pairs = [(one.case.label, found.label) for one, found in zip(columns, said, strict=True)]
    micro, macro, flagged, _ = scores(pairs)
    parts = []
    for naming in ("telling", "opaque", "misleading"):
        part = [p for one, p in zip(columns, pairs, strict=True) if one.case.naming == naming]
        parts.append(f"{naming} {scores(part)[0]:.3f}")
    promising = [
        label
        for one, (right, label) in zip(columns, pairs, strict=True)
        if right == "none" and one.case.kind.partition(".")[2] in PROMISING
    ]
    alarms = sum(label != "none" for label in promising) / max(1, len(promising))
    applied = [
        (one.case.label, found.label)
        for one, found in zip(columns, said, strict=True)
        if found.decision is Decision.APPLIED
    ]
    precision = sum(a == b for a, b in applied) / max(1, len(applied))
    return (
        f"micro {micro:.3f}  macro {macro:.3f}  clean flagged {flagged:.2%}  {'  '.join(parts)}"
        f"  promising names flagged {alarms:.2%}  applied {len(applied)}, right {precision:.3f}"
    )


def main() -> None:
    """Generate, classify, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rows", type=int, default=120)
    parser.add_argument("--presidio", action="store_true")
    parser.add_argument("--language", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    arguments = parser.parse_args()
    all_cases = list(cases(arguments.seed, arguments.rows))
    classifier = Classifier.build(language=arguments.language)
    started = time.process_time()
    columns = [measured(classifier, case) for case in all_cases]
    seconds = time.process_time() - started
    said = judged(columns, classifier.model, classifier.thresholds)
    started = time.process_time()
    final = judge_all([one.whole for one in columns], classifier.model, classifier.thresholds)
    again = time.process_time() - started
    pairs = [(c.label, s.label) for c, s in zip(all_cases, final, strict=True)]
    print(f"{'label':24} precision recall   F1     n")
    for label, (p, r, f, n) in sorted(scores(pairs)[3].items(), key=lambda item: item[1][2]):
        print(f"{label:24} {p:8.3f} {r:7.3f} {f:6.3f} {n:5}")
    print(
        f"{len(pairs)} columns, {seconds / len(pairs) / 3 * 1000:.1f} ms CPU each to measure, {again / len(pairs) * 1e6:.0f} us to judge"
    )
    for tier in TIERS:
        print(f"{tier:16} {summary(columns, said[tier])}")
    for naming in ("hidden, no model", "hidden"):
        print(f"{naming:16} {summary(columns, said[naming])}")
    print(f"confidence without the model: {reliability(columns, said[TIERS[2]])}")
    print(f"confidence with the model: {reliability(columns, said[TIERS[3]])}")
    print_misses(all_cases, pairs, arguments.misses)
    if arguments.presidio:
        compare_presidio(all_cases, final)


def print_misses(all_cases: list[Case], pairs: list[tuple[str, str]], number: int) -> None:
    """Which label was taken for which, the most frequent first."""
    wrong: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case, (right, label) in zip(all_cases, pairs, strict=True):
        if right != label:
            wrong[right, label].append(f"{case.kind}:{case.column}")
    for (right, label), where in sorted(wrong.items(), key=lambda item: -len(item[1]))[:number]:
        print(f"  {len(where):3} {right} as {label}: {', '.join(where[:6])}")


def compare_presidio(all_cases: list[Case], final: list[Classification]) -> None:
    """Presidio alone and PurSight on the same part of the columns."""
    part_cases = all_cases[:: max(1, len(all_cases) // 300)]
    alone = presidio_alone(part_cases)
    ours = {id(c): s.label for c, s in zip(all_cases, final, strict=True)}
    theirs = scores([(c.label, s) for c, s in zip(part_cases, alone, strict=True)])
    same = scores([(c.label, ours[id(c)]) for c in part_cases])
    print(
        f"on {len(part_cases)} of them: PurSight micro {same[0]:.3f} macro {same[1]:.3f} flagged {same[2]:.2%}; Presidio alone micro {theirs[0]:.3f} macro {theirs[1]:.3f} flagged {theirs[2]:.2%}"
    )


if __name__ == "__main__":
    main()
