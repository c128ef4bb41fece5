"""Scan every database and file of a folder and score the labels against those of careful people.

    python tests/benchmarks/labelled.py --data DIR [--postgres URL] [--found FOLDER] [--suggested]

DIR is as for `truth.py`, with labels*.json and ambiguous*.json beside each truth. Our labels are
mapped to their groups; columns on which careful people differ count neither way, and neither do
country and region, on which they always differ. `--found` writes what was found as JSON,
`--suggested` counts suggestions that wait for a person too.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from truth import DUMPS, load, scanned, server

from pursight.classification.classifier import Classifier

GROUPS: Mapping[str, str] = {
    **dict.fromkeys(("address", "city", "postal_code"), "ADDRESS"),
    **dict.fromkeys(("date_of_birth", "age"), "DATE_OF_BIRTH"),
    **dict.fromkeys(
        ("gender", "race_ethnicity", "religion", "nationality", "marital_status",
         "political_opinion", "sexual_orientation", "trade_union", "job_title", "organization"),
        "DEMOGRAPHIC",
    ),
    **dict.fromkeys(
        ("us_ssn", "national_id", "tax_id", "passport", "driver_license", "npi", "dea", "voter_id"),
        "NATIONAL_ID",
    ),
    **dict.fromkeys(("credit_card", "card_security_code", "card_expiry"), "PAYMENT_CARD"),
    **dict.fromkeys(
        ("iban", "swift_bic", "bank_account", "bank_routing", "crypto_wallet"), "BANK_ACCOUNT"
    ),
    **dict.fromkeys(("income", "credit_score"), "FINANCIAL"),
    **dict.fromkeys(
        ("medical_record_number", "icd_code", "diagnosis", "medication", "health_measure",
         "blood_type"),
        "HEALTH",
    ),
    **dict.fromkeys(
        ("password", "api_key", "jwt", "private_key", "connection_string", "session_token"),
        "CREDENTIAL",
    ),
    **dict.fromkeys(("social_handle", "url", "user_agent", "cookie"), "ONLINE_ID"),
    **dict.fromkeys(("device_id", "mac_address"), "DEVICE_ID"),
    **dict.fromkeys(("photo", "biometric", "signature"), "PHOTO"),
    "gps_coordinates": "LOCATION",
    "free_text_pii": "FREE_TEXT",
    "country": "",
    "region": "",
}  # fmt: skip
"""Our labels to their groups; a label that is not here is its own group in capitals, and one
without a group is not scored."""

SCANNED_ALONG = {"labels.json", "ambiguous.json", "truth.json", "hints.json", "provenance.json"}
"""Files that speak of the others."""


@dataclass(frozen=True, slots=True)
class Score:
    """How found labels compare with given ones; ambiguous columns are in none of these.

    Attributes:
        given: Column to its group, as people said.
        found: Column to its group, as we said; only those that are sensitive to us.
        negative: How many columns hold nothing sensitive, as people said.
    """

    name: str
    given: Mapping[str, str]
    found: Mapping[str, str]
    negative: int

    @property
    def both(self) -> set[str]:
        """Columns that both call sensitive."""
        return set(self.given) & set(self.found)

    @property
    def right(self) -> int:
        """How many of those have the right group."""
        return sum(_same(self.given[one], self.found[one]) for one in self.both)

    @property
    def f1(self) -> float:
        """Of being called sensitive at all."""
        return 2 * len(self.both) / max(1, len(self.given) + len(self.found))

    @property
    def alarms(self) -> list[str]:
        """Columns that only we call sensitive."""
        return sorted(set(self.found) - set(self.given))


def _same(given: str, found: str) -> bool:
    return given == found or (given == "CONTACT" and found in {"EMAIL", "PHONE", "ADDRESS"})


def score(
    name: str,
    document: dict[str, Any],
    given: Mapping[str, str],
    ambiguous: Mapping[str, str],
    *,
    suggested: bool,
    files: bool = False,
) -> Score:
    """Compare a scan's document; views are not labelled, so they do not count."""
    found, columns = {}, 0
    for table in document["tables"]:
        if table["kind"] in {"view", "materialized view"} or table["name"] in SCANNED_ALONG:
            continue
        path = "/".join(filter(None, (table["schema"], table["name"])))
        stem = f"{path}::" if files else f"{table['schema']}.{table['name']}."
        for column in table["columns"]:
            key = stem + column["name"]
            if key in ambiguous:
                continue
            columns += 1
            said = column["classification"]
            wanted = ("applied", "suggested") if suggested else ("applied",)
            group = GROUPS.get(said["label"], said["label"].upper())
            if said["label"] != "none" and said["decision"] in wanted and group:
                found[key] = group
    given = {key: group for key, group in given.items() if key not in ambiguous}
    return Score(name, given, found, columns - len(given))


def scores(
    data: Path, postgres: str | None, *, suggested: bool, tier3: bool = True
) -> Iterator[Score]:
    """Scan and score one database or folder after the other."""
    classifier = Classifier.build(model="shipped" if tier3 else None)

    def compare(name: str, target: str, folder: Path, ending: str = "") -> Score:
        given, ambiguous = (
            json.loads((folder / f"{kind}{ending}.json").read_text(encoding="utf-8"))
            for kind in ("labels", "ambiguous")
        )
        document = scanned(target, classifier)
        return score(
            name, document, given, ambiguous, suggested=suggested, files=folder.name == "files"
        )

    for database in sorted((data / "databases").glob("*/*.sqlite")):
        yield compare(database.name, str(database), database.parent, ".sqlite")
    with server(postgres) as base:
        for name in DUMPS:
            folder = data / "databases" / name
            if folder.is_dir():
                load(base, folder)
                several = (folder / "labels.postgres.json").exists()
                ending = ".postgres" if several else ""
                yield compare(name, f"{base}/{name}", folder, ending)
    if (data / "files").is_dir():
        yield compare("files", str(data / "files"), data / "files")


def main() -> int:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--postgres", help="URL of a superuser; else an embedded server")
    parser.add_argument("--found", type=Path, help="write what was found into this folder")
    parser.add_argument("--suggested", action="store_true", help="count suggestions too")
    parser.add_argument("--no-model", action="store_true", help="leave the column model out")
    arguments = parser.parse_args()
    data = arguments.data.resolve()
    tier3 = not arguments.no_model
    measured = list(scores(data, arguments.postgres, suggested=arguments.suggested, tier3=tier3))
    for one in measured:
        missed = Counter(one.given[key] for key in set(one.given) - set(one.found))
        print(
            f"\n{one.name}: labelled {len(one.given)}, found {len(one.found)}, both "
            f"{len(one.both)}, F1 {one.f1:.3f}, right group {one.right}, false alarms "
            f"{len(one.alarms)} of {one.negative} ({len(one.alarms) / max(1, one.negative):.1%})"
        )
        print("  missed:", ", ".join(f"{g} {n}" for g, n in missed.most_common()) or "none")
        for key in sorted(set(one.given) - set(one.found)):
            print(f"  missed {one.given[key]:14} {key}")
        for key in one.alarms:
            print(f"  alarm  {one.found[key]:14} {key}")
        for key in sorted(one.both):
            if not _same(one.given[key], one.found[key]):
                print(f"  other  {one.given[key]:14} {key}: {one.found[key]}")
        if arguments.found:
            arguments.found.mkdir(parents=True, exist_ok=True)
            path = arguments.found / f"{one.name}.json"
            path.write_text(json.dumps(one.found, indent=1), encoding="utf-8")
    both = sum(len(one.both) for one in measured)
    given, found = (
        sum(map(len, (one.given for one in measured))),
        sum(map(len, (one.found for one in measured))),
    )
    alarms, negative = (
        sum(len(one.alarms) for one in measured),
        sum(one.negative for one in measured),
    )
    print(
        f"\nall: F1 {2 * both / max(1, given + found):.3f}, right group "
        f"{sum(one.right for one in measured)} of {both}, false alarms {alarms} of {negative} "
        f"({alarms / max(1, negative):.1%})"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
