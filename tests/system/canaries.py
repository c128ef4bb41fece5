"""Sources full of strings that occur nowhere else, so that one that escapes is seen."""

import csv
import json
import random
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq

CANARY = re.compile(rb"(?i)cnry[0-9a-z]{12}")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class Nest:
    """Makes canaries, each one new."""

    def __init__(self, seed: int) -> None:
        self._choose = random.Random(seed)
        self.laid = 0

    def one(self) -> str:
        """Lay one."""
        self.laid += 1
        return "CNRY" + "".join(self._choose.choices(LETTERS, k=12))

    def forms(self) -> list[str]:
        """Lay several, dressed as what a scan looks for."""
        return [
            self.one(),
            f"{self.one()}@example.org",
            f"Dear {self.one()}, call +1 (415) 555-0132 about {self.one()}",
            f"https://example.org/{self.one()}?id={self.one()}",
            f"ghp_{self.one()}{self.one()}",
        ]


def fill_postgres(dsn: str, nest: Nest, rows: int) -> None:
    """Plain texts, JSON, arrays, an enum-like column, and a view that fails quoting a value."""
    with psycopg.connect(dsn) as connection:
        connection.execute(
            "create table note (id int primary key, plain text, mail text, prose text, link text,"
            " secret text, doc jsonb, list text[], raw bytea)"
        )
        with connection.cursor() as cursor, cursor.copy("copy note from stdin") as copy:
            for number in range(rows):
                plain, mail, prose, link, secret = nest.forms()
                doc = json.dumps({"who": nest.one()})
                copy.write_row(
                    (
                        number,
                        plain,
                        mail,
                        prose,
                        link,
                        secret,
                        doc,
                        [nest.one()],
                        nest.one().encode(),
                    )
                )
        connection.execute("create table often (word text default 'x')")
        connection.execute("insert into often select %s from generate_series(1, 500)", [nest.one()])
        # a key of canaries, and what points at it: only names and shares are told of them
        connection.execute("create table noted as select plain, link from note")
        connection.execute("create view bad as select plain::int as number from note")
        default, forbidden = nest.one(), nest.one()
        connection.execute(
            f"create table guarded (word text default '{default}' check (word <> '{forbidden}'))"
        )


def fill_sqlite(path: Path, nest: Nest, rows: int) -> None:
    """The same forms in SQLite, and a number column with a text in it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table note (plain, mail, prose, link, secret, amount integer)")
        connection.executemany(
            "insert into note values (?, ?, ?, ?, ?, ?)",
            ([*nest.forms(), nest.one() if number % 9 == 0 else number] for number in range(rows)),
        )


def fill_files(folder: Path, nest: Nest, rows: int) -> None:
    """Files of every kind, one without a header and one with broken rows."""
    folder.mkdir()
    names = ("plain", "mail", "prose", "link", "secret")
    with (folder / "good.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for number in range(rows):
            forms = nest.forms()
            writer.writerow([*forms, nest.one()] if number % 50 == 7 else forms)
    with (folder / "no_header.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for number in range(50):
            writer.writerow([number, f"{nest.one()}@example.org", "2024-01-05", 3.5])
    with (folder / "events.jsonl").open("w", encoding="utf-8") as file:
        for _ in range(rows):
            file.write(json.dumps(dict(zip(names, nest.forms(), strict=True))) + "\n")
        file.write('{"plain": "' + nest.one())  # cut off in the middle
    columns = list(zip(*(nest.forms() for _ in range(rows)), strict=True))
    pq.write_table(pa.table(dict(zip(names, columns, strict=True))), folder / "table.parquet")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(names)
    for _ in range(rows // 4):
        sheet.append(nest.forms())
    book.save(folder / "book.xlsx")
    (folder / "broken.json").write_text('[{"a": "' + nest.one() + '"}, nonsense', encoding="utf-8")
