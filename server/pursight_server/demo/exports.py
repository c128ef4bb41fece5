"""What lies about on the company's file share: CSV, JSON lines, Parquet, sheets, broken things."""

import csv
import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd

from pursight_server.demo.numbers import card_number, hex_token, iban, ip_address
from pursight_server.demo.people import Person

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
AGENTS = (
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/126.0 Safari/537.36",
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) {WEBKIT} Version/17.5 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
)
PAGES = ("/", "/tents", "/boots", "/cart", "/account", "/help", "/tents/ridge-tent")
STARTED = datetime(2025, 6, 1, tzinfo=UTC)


def write(folder: Path, people: Sequence[Person], *, seed: int) -> None:
    """Write the share's folders and files; those that are there already are replaced."""
    choose = random.Random(seed)  # noqa: S311  invented data, not secrets
    for name in ("marketing", "logs", "finance", "partners", "old"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _newsletter(folder / "marketing" / "newsletter_2025.csv", people)
    _survey(folder / "marketing" / "survey answers.csv", people, choose)
    _web_log(folder / "logs" / "web_events.jsonl", people, choose)
    _payments(folder / "finance" / "payments.parquet", people, choose)
    _budget(folder / "finance" / "budget.xlsx", people, choose)
    _labels(folder / "partners" / "shipping_labels.csv.gz", people, choose)
    _metrics(folder / "old" / "warehouse_sensors.csv", choose)
    (folder / "old" / "header_only.csv").write_text("id,name,e_mail\n", encoding="utf-8")
    (folder / "old" / "empty.csv").write_bytes(b"")
    (folder / "old" / "broken.parquet").write_bytes(b"PAR1 this is not Parquet PAR1")
    (folder / "old" / "logo.psd").write_bytes(b"8BPS\x00\x01")


def _newsletter(path: Path, people: Sequence[Person]) -> None:
    """Semicolons and Latin-1, as a German spreadsheet writes it."""
    rows = (
        (p.email, p.first_name, p.last_name, f"{p.born:%d.%m.%Y}", "ja" if p.number % 3 else "nein")
        for p in people[:900]
        if _fits_latin1(p)
    )
    with path.open("w", encoding="latin-1", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(("E-Mail", "Vorname", "Nachname", "Geburtstag", "Einwilligung"))
        writer.writerows(rows)


def _fits_latin1(p: Person) -> bool:
    try:
        f"{p.first_name}{p.last_name}".encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _survey(path: Path, people: Sequence[Person], choose: random.Random) -> None:
    """Commas, and rows that are too short and too long."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("response_id", "answered_on", "age", "satisfaction", "comment"))
        for number in range(1, 701):
            p = choose.choice(people)
            comment = choose.choice(("Great!", "Too slow", "", "Will buy again", "Sizes run small"))
            if number % 50 == 0:
                comment = f"Please delete my data: {p.first_name} {p.last_name}, {p.email}"
            row = [
                number,
                f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
                2025 - p.born.year,
                choose.randint(1, 5),
                comment,
            ]
            writer.writerow(
                row[:3] if number % 233 == 0 else [*row, "?"] if number % 307 == 0 else row
            )


def _web_log(path: Path, people: Sequence[Person], choose: random.Random) -> None:
    with path.open("w", encoding="utf-8") as file:
        for event in _events(people, choose):
            file.write(json.dumps(event, ensure_ascii=False) + "\n")


def _events(people: Sequence[Person], choose: random.Random) -> Iterator[dict[str, object]]:
    moment = STARTED
    for number in range(1, 6001):
        moment += timedelta(seconds=choose.randint(1, 400))
        p = choose.choice(people)
        event: dict[str, object] = {
            "ts": moment.isoformat(timespec="seconds"),
            "path": choose.choice(PAGES),
            "status": choose.choice((200, 200, 200, 302, 404)),
            "client": ip_address(choose),
            "agent": choose.choice(AGENTS),
            "session": hex_token(choose, 32),
            "ms": choose.randint(3, 900),
        }
        if number % 40 == 0:
            event["query"] = f"reset=1&user={p.email}"  # an address where none should be
        yield event


def _payments(path: Path, people: Sequence[Person], choose: random.Random) -> None:
    count = 5000
    payers = [choose.choice(people) for _ in range(count)]
    frame = pd.DataFrame(
        {
            "payment_id": range(1, count + 1),
            "booked_on": [(STARTED + timedelta(days=choose.randrange(150))).date() for _ in payers],
            "amount": [choose.randint(100, 200_000) / 100 for _ in payers],
            "currency": [choose.choice(("EUR", "USD", "GBP")) for _ in payers],
            "account": [iban(p.country, choose) for p in payers],
            # now and then someone types the card number into the reference
            "reference": [
                card_number(choose) if n % 250 == 0 else f"RF{n:08}" for n in range(count)
            ],
        }
    )
    frame.to_parquet(path, index=False)


def _budget(path: Path, people: Sequence[Person], choose: random.Random) -> None:
    months = [f"2026-{month:02}" for month in range(1, 13)]
    budget = pd.DataFrame(
        {
            "month": months,
            "planned": [choose.randint(50, 90) * 1000 for _ in months],
            "spent": [choose.randint(40, 95) * 1000 for _ in months],
        }
    )
    contacts = pd.DataFrame(
        {
            "Supplier": [f"Supplier {n}" for n in range(1, 41)],
            "Contact": [f"{p.first_name} {p.last_name}" for p in people[100:140]],
            "Phone": [p.phone for p in people[100:140]],
        }
    )
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        budget.to_excel(writer, sheet_name="Budget", index=False)
        contacts.to_excel(writer, sheet_name="Contacts", index=False)


def _labels(path: Path, people: Sequence[Person], choose: random.Random) -> None:
    rows: Iterable[tuple[object, ...]] = (
        (
            f"PX{n:07}",
            f"{p.first_name} {p.last_name}",
            p.street,
            p.postal_code,
            p.city,
            p.country,
            choose.randint(100, 9000),
        )
        for n, p in enumerate(people[:1200], start=1)
    )
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="|")
        writer.writerow(("parcel", "recipient", "street", "zip", "town", "land", "grams"))
        writer.writerows(rows)


def _metrics(path: Path, choose: random.Random) -> None:
    """Nothing about people in it: what should stay quiet."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            (
                "sensor_id",
                "measured_at",
                "temperature_c",
                "humidity_pct",
                "acid_level",
                "velocity",
                "public",
            )
        )
        for number in range(3000):
            moment = STARTED + timedelta(minutes=5 * number)
            writer.writerow(
                (
                    f"S-{number % 12:02}",
                    moment.isoformat(),
                    round(choose.gauss(18, 4), 1),
                    choose.randint(30, 80),
                    choose.randint(1, 14),
                    round(choose.random() * 3, 2),
                    choose.choice(("true", "false")),
                )
            )
