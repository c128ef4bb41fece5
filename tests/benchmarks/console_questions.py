"""What `console.py` asks: searches as people type them, and the plain SQL for each question."""

from collections.abc import Iterator
from random import Random

QUERIES = (
    "email", "e-mail", "cust_email", "CustomerEmail", "customer", "customer id", "customer name",
    "phone", "phone number", "mobile", "telefon", "iban", "account", "account number", "amount",
    "amount eur", "total amount", "order", "order date", "orders", "order line", "order status",
    "invoice", "invoice number", "rechnung", "street", "strasse", "city", "postal code", "zip",
    "country", "birth", "birthday", "date of birth", "first name", "last name", "vorname",
    "nachname", "surname", "owner", "created", "created at", "updated at", "status", "product",
    "product name", "sku", "price", "unit price", "quantity", "discount", "currency", "payment",
    "payment method", "card", "credit card", "ssn", "tax", "tax id", "salary", "employee",
    "employee id", "department", "manager", "supplier", "shipment", "delivery", "warehouse",
    "stock", "inventory", "session", "ip address", "user agent", "login", "password", "token",
    "note", "comment", "description", "address", "adress", "custmer", "emial", "phne", "inovice",
    "crm", "billing", "sales orders", "public customer", "gdpr", "finance", "contract", "policy",
    "patient", "diagnosis", "claim", "ledger", "transaction", "balance", "lat", "longitude",
)  # fmt: skip
"""A hundred, some misspelt, some in German, some of two words."""

PLAIN_SEARCH = (
    "SELECT n, fqn FROM asset WHERE present = 1 AND (name LIKE ? OR fqn LIKE ?) LIMIT 200"
)
PLAIN_SUGGEST = (
    "SELECT n, fqn FROM asset WHERE present = 1 AND name LIKE ? ORDER BY name COLLATE NOCASE"
    " LIMIT 12"
)
PLAIN_TABLE = (
    "SELECT row.fields FROM asset JOIN row ON row.n = asset.n WHERE asset.parent = ?"
    " ORDER BY asset.position"
)
PLAIN_PAGE = (
    "SELECT row.fields FROM (SELECT n FROM asset WHERE present = 1 ORDER BY name COLLATE NOCASE"
    " LIMIT 100 OFFSET ?) AS page JOIN row ON row.n = page.n"
)
PLAIN_SORTED = (
    "SELECT row.fields FROM asset JOIN row ON row.n = asset.n WHERE asset.present = 1"
    " AND asset.level = 3 ORDER BY asset.{} {} LIMIT 100"
)
PLAIN_COUNT = "SELECT count(*) FROM asset WHERE present = 1 AND {}"
PLAIN_FACET = "SELECT {0}, count(*) FROM asset WHERE present = 1 AND {1} GROUP BY {0}"
PLAIN_FILTERED = (
    "SELECT row.fields FROM asset JOIN row ON row.n = asset.n WHERE asset.present = 1 AND {}"
    " ORDER BY asset.name COLLATE NOCASE LIMIT 100"
)
FACETS = ("level", "kind", "label", "label_state", "sensitivity", "owner", "source")
SORTS = ("name", "quality", "row_count", "sensitivity", "label", "owner", "type", "fqn")


def keystrokes(rng: Random, queries: int) -> Iterator[str]:
    """Type queries letter by letter, from the second letter on."""
    for query in rng.sample(QUERIES, min(queries, len(QUERIES))):
        for end in range(2, len(query) + 1):
            if not query[end - 1].isspace():
                yield query[:end]
