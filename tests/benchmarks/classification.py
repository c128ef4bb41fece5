"""Measure classification on generated columns: precision, recall and F1 per label, and speed.

    python tests/benchmarks/classification.py [--seed 7] [--rows 120] [--presidio]

With `--presidio`, Presidio's analyzer alone (majority of its entities per column) is measured on a
part of the same columns in the same run.
"""

# ruff: noqa: E501  lines that print a table

import argparse
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parent))
from columns import Case, cases  # type: ignore[import-not-found]

from pursight.classification.classifier import Classifier
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.contracts.scans import Classification

PRESIDIO = {
    "EMAIL_ADDRESS": "email", "PHONE_NUMBER": "phone", "CREDIT_CARD": "credit_card", "IBAN_CODE": "iban", "IP_ADDRESS": "ip_address",
    "US_SSN": "us_ssn", "URL": "url", "CRYPTO": "crypto_wallet", "MAC_ADDRESS": "mac_address", "US_PASSPORT": "passport",
    "US_DRIVER_LICENSE": "driver_license", "US_BANK_NUMBER": "bank_account", "US_ITIN": "tax_id", "UK_NHS": "national_id",
    "DATE_TIME": "date_of_birth", "MEDICAL_LICENSE": "dea", "UK_NINO": "national_id", "US_NPI": "npi", "ABA_ROUTING_NUMBER": "bank_routing",
}  # fmt: skip


def classify(classifier: Classifier, case: Case) -> Classification:
    """Run one column as an engine would."""
    values = pa.array(case.values)
    evidence = ColumnEvidence(classifier, values.type)
    evidence.update(values)
    return evidence.classify(ColumnContext("", case.table, case.column))


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


def main() -> None:
    """Generate, classify, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rows", type=int, default=120)
    parser.add_argument("--presidio", action="store_true")
    parser.add_argument("--language", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    arguments = parser.parse_args()
    all_cases = list(cases(arguments.seed, arguments.rows))
    classifier = Classifier.build(language=arguments.language)
    started = time.perf_counter()
    said = [classify(classifier, case) for case in all_cases]
    seconds = time.perf_counter() - started
    pairs = [(c.label, s.label) for c, s in zip(all_cases, said, strict=True)]
    micro, macro, flagged, per = scores(pairs)
    print(f"{'label':24} precision recall   F1     n")
    for label, (p, r, f, n) in sorted(per.items(), key=lambda item: item[1][2]):
        print(f"{label:24} {p:8.3f} {r:7.3f} {f:6.3f} {n:5}")
    print(
        f"columns {len(pairs)}  micro F1 {micro:.3f}  macro F1 {macro:.3f}  clean columns flagged {flagged:.2%}  {seconds / len(pairs) * 1000:.0f} ms a column"
    )
    for naming in ("telling", "opaque", "misleading"):
        part = [p for c, p in zip(all_cases, pairs, strict=True) if c.naming == naming]
        print(
            f"  {naming:10} micro F1 {scores(part)[0]:.3f}  recall {sum(a == b for a, b in part) / len(part):.3f}"
        )
    wrong: dict[tuple[str, str], list[str]] = defaultdict(list)
    for case, (right, label) in zip(all_cases, pairs, strict=True):
        if right != label:
            wrong[right, label].append(f"{case.kind}:{case.column}")
    for (right, label), where in sorted(wrong.items(), key=lambda item: -len(item[1]))[
        : arguments.misses
    ]:
        print(f"  {len(where):3} {right} as {label}: {', '.join(where[:6])}")
    if arguments.presidio:
        part_cases = all_cases[:: max(1, len(all_cases) // 300)]
        alone = presidio_alone(part_cases)
        ours = {id(c): s.label for c, s in zip(all_cases, said, strict=True)}
        theirs = scores([(c.label, s) for c, s in zip(part_cases, alone, strict=True)])
        same = scores([(c.label, ours[id(c)]) for c in part_cases])
        print(
            f"on {len(part_cases)} of them: PurSight micro {same[0]:.3f} macro {same[1]:.3f} flagged {same[2]:.2%}; Presidio alone micro {theirs[0]:.3f} macro {theirs[1]:.3f} flagged {theirs[2]:.2%}"
        )


if __name__ == "__main__":
    main()
