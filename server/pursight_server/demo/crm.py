"""The company's customers, orders and support tickets, in PostgreSQL."""

import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from psycopg import sql

from pursight_server.demo.numbers import card_number, hex_token, iban, ip_address
from pursight_server.demo.people import Person

READER = "governance_reader"
OPENED = datetime(2021, 3, 1, 8, tzinfo=UTC)
COUNTRIES = {
    "US": "United States", "GB": "United Kingdom", "DE": "Germany", "FR": "France", "ES": "Spain",
    "IT": "Italy", "NL": "Netherlands", "PL": "Poland", "SE": "Sweden",
}  # fmt: skip
GOODS = {
    "tents": ("Ridge tent", "Tunnel tent", "Tarp", "Bivouac sack"),
    "boots": ("Trail boot", "Winter boot", "Approach shoe", "Sandal"),
    "packs": ("Day pack", "Trekking pack", "Dry bag", "Hip belt"),
    "cooking": ("Gas stove", "Titanium pot", "Spork", "Water filter"),
}
SIZES = ("S", "M", "L", "XL", "Light", "Pro", "Classic")
SUBJECTS = (
    "Where is my order?",
    "Wrong size",
    "Refund",
    "Change of address",
    "Invoice",
    "Warranty",
)
STATUSES = ("new", "paid", "shipped", "shipped", "shipped", "returned", "cancelled")

Row = Sequence[object]


def load(dsn: str, people: Sequence[Person], *, seed: int) -> None:
    """Fill an empty database in one transaction; nothing stays when it fails."""
    choose = random.Random(seed)  # noqa: S311  invented data, not secrets
    schema = Path(__file__).with_name("crm.sql").read_text(encoding="utf-8")
    products = list(_products(choose))
    orders = list(_orders(people, choose))
    items = list(_items(orders, products, choose))
    totals: dict[object, int] = {}
    for order_id, _, _, quantity, cents in items:
        totals[order_id] = totals.get(order_id, 0) + quantity * cents
    with psycopg.connect(dsn) as connection:
        connection.execute(schema.encode())
        for table, rows in (
            ("crm.country", COUNTRIES.items()),
            ("crm.customer", _customers(people, choose)),
            ("crm.login", _logins(people, choose)),
            ("crm.payment_card", _cards(people, choose)),
            ("crm.product", ((s, n, c, p / 100, w) for s, n, c, p, w in products)),
            ("crm.orders", ((*order, totals[order[0]] / 100, None) for order in orders)),
            ("crm.order_item", ((o, line, s, q, cents / 100) for o, line, s, q, cents in items)),
            ("crm.support_ticket", _tickets(people, choose)),
            ("staging.customer_import", _import(people, choose)),
            ("staging.order_import", _order_import(people, choose)),
        ):
            _copy(connection, table, rows)
        connection.execute("refresh materialized view analytics.revenue_by_country")


def let_read(dsn: str, password: str) -> None:
    """Make, or renew, the account that the agent scans with: it may read nearly everything."""
    reader = sql.Identifier(READER)
    with psycopg.connect(dsn) as connection:
        found = connection.execute("select 1 from pg_roles where rolname = %s", [READER])
        verb = sql.SQL("create" if found.fetchone() is None else "alter")
        connection.execute(
            sql.SQL("{} role {} login password {}").format(verb, reader, sql.Literal(password))
        )
        for schema in map(sql.Identifier, ("crm", "staging", "analytics")):
            connection.execute(sql.SQL("grant usage on schema {} to {}").format(schema, reader))
            connection.execute(
                sql.SQL("grant select on all tables in schema {} to {}").format(schema, reader)
            )
        connection.execute(sql.SQL("revoke all on staging.legacy_keys from {}").format(reader))


def _copy(connection: psycopg.Connection, table: str, rows: Iterable[Row]) -> None:
    target = sql.SQL("copy {} from stdin").format(sql.Identifier(*table.split(".")))
    with connection.cursor() as cursor, cursor.copy(target) as copy:
        for row in rows:
            copy.write_row(row)


def _customers(people: Sequence[Person], choose: random.Random) -> Iterator[Row]:
    for p in people:
        email: str | None = p.email
        if p.number % 211 == 0:
            email = p.email.replace("@", " at ")  # wrong: no longer an address
        elif p.number % 173 == 0:
            email = None
        born = p.born.replace(year=p.born.year + 100) if p.number % 307 == 0 else p.born  # not yet
        created = OPENED + timedelta(minutes=choose.randrange(2_600_000))
        yield (
            p.number, p.first_name, p.last_name, email, p.phone if p.number % 7 else None, born,
            p.gender, p.street, p.postal_code, p.city, p.country, choose.random() < 0.8,
            choose.randrange(0, 5000), created,
        )  # fmt: skip


def _logins(people: Sequence[Person], choose: random.Random) -> Iterator[Row]:
    for p in people:
        if p.number % 3:
            digest = hashlib.sha256(f"{p.number}".encode()).hexdigest()
            name = f"{p.email.split('@')[0].split('.')[0]}{p.number}"
            yield p.number, name, f"{digest}", ip_address(choose), choose.random() < 0.3


def _cards(people: Sequence[Person], choose: random.Random) -> Iterator[Row]:
    for card, p in enumerate((p for p in people if p.number % 2), start=1):
        expires = f"{choose.randint(1, 12):02}/{choose.randint(26, 31)}"
        yield card, p.number, card_number(choose), f"{p.first_name} {p.last_name}", expires


def _products(choose: random.Random) -> Iterator[tuple[str, str, str, int, int]]:
    for category, names in GOODS.items():
        for number, name in enumerate(names):
            for size in SIZES:
                sku = (
                    f"{category[:2].upper()}-{number}{SIZES.index(size)}{choose.randint(100, 999)}"
                )
                yield (
                    sku,
                    f"{name} {size}",
                    category,
                    choose.randint(500, 60_000),
                    choose.randint(20, 4000),
                )


def _orders(
    people: Sequence[Person], choose: random.Random
) -> Iterator[tuple[int, int, datetime, str]]:
    for order in range(1, len(people) * 3):
        placed = OPENED + timedelta(minutes=choose.randrange(2_600_000))
        yield order, choose.choice(people).number, placed, choose.choice(STATUSES)


def _items(
    orders: Sequence[tuple[int, int, datetime, str]],
    products: Sequence[tuple[str, str, str, int, int]],
    choose: random.Random,
) -> Iterator[tuple[int, int, str, int, int]]:
    for order, _, _, _ in orders:
        for line in range(1, choose.randint(1, 4) + 1):
            sku, _, _, cents, _ = choose.choice(products)
            quantity = (
                -1 if (order * 7 + line) % 911 == 0 else choose.randint(1, 5)
            )  # wrong: negative
            yield order, line, sku, quantity, cents


def _tickets(people: Sequence[Person], choose: random.Random) -> Iterator[Row]:
    for ticket in range(1, len(people) // 2):
        p = choose.choice(people)
        opened = OPENED + timedelta(minutes=choose.randrange(2_600_000))
        closed = opened + timedelta(hours=choose.randint(-2 if ticket % 97 == 0 else 1, 200))
        yield (
            ticket, p.number, opened, closed if ticket % 5 else None, choose.randint(1, 4),
            choose.choice(SUBJECTS), _body(ticket, p, choose),
        )  # fmt: skip


def _body(ticket: int, p: Person, choose: random.Random) -> str:
    text = f"Hello, my order {choose.randint(1, 7000)} has not arrived yet. "
    if ticket % 19 == 0:
        text += f"You can charge my card {card_number(choose)} again. "
    if ticket % 4 == 0:
        text += f"Please call me on {p.phone} or write to {p.email}. "
    if ticket % 31 == 0:
        text += f"The refund goes to {iban(p.country, choose)}. "
    return text + f"Kind regards, {p.first_name} {p.last_name}"


def _import(people: Sequence[Person], choose: random.Random) -> Iterator[Row]:
    for p in people[: len(people) // 3]:
        yield (
            str(p.number), f"{p.last_name}, {p.first_name}", p.email, p.phone,
            iban(p.country, choose), hex_token(choose, 8), choose.choice("ABC"),
        )  # fmt: skip


def _order_import(people: Sequence[Person], choose: random.Random) -> Iterator[Row]:
    for row in range(1, len(people)):
        customer = choose.choice(people).number if row % 89 else 9_000_000 + row  # wrong: nobody
        loaded = (OPENED + timedelta(days=choose.randrange(1800))).date()
        amount = f"{choose.randint(100, 90_000) / 100:.2f}" if row % 401 else "n/a"
        yield f"SO-{row:06}", customer, amount, loaded
