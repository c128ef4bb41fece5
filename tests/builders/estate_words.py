"""What a made-up estate is called: tables and columns in several languages and spellings."""

from collections.abc import Callable, Sequence
from random import Random

CONCEPTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # label, type, and names that mean it
    ("email", "varchar(255)", ("email", "e mail", "mail address", "correo", "courriel", "eml")),
    ("phone", "varchar(32)", ("phone", "phone number", "telefon", "telefono", "mobile", "tel no")),
    ("person_name", "text", ("last name", "first name", "nachname", "vorname", "apellido", "nom")),
    ("address", "text", ("street", "address line", "strasse", "direccion", "rue", "adresse")),
    ("city", "varchar(80)", ("city", "ort", "ciudad", "ville", "stadt")),
    ("postal_code", "varchar(10)", ("zip code", "plz", "codigo postal", "code postal")),
    ("date_of_birth", "date", ("date of birth", "birth date", "geburtsdatum", "fecha nacimiento")),
    ("iban", "varchar(34)", ("iban", "bank account iban", "kontonummer")),
    ("credit_card", "varchar(19)", ("card number", "credit card", "kartennummer")),
    ("salary", "numeric(12,2)", ("salary", "gehalt", "salario", "salaire")),
    ("ip_address", "inet", ("ip address", "client ip", "last login ip")),
    ("tax_id", "varchar(20)", ("tax id", "steuernummer", "vat number", "nif")),
    ("username", "varchar(64)", ("user name", "login", "benutzername", "usuario")),
    ("password", "varchar(128)", ("password hash", "passwort", "pwd")),
    ("free_text_pii", "text", ("comment", "notes", "bemerkung", "remarques")),
)
PLAIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "bigint",
        ("id", "order id", "customer id", "product id", "parent id", "version", "kunden nr"),
    ),
    (
        "timestamp",
        ("created at", "updated at", "deleted at", "valid from", "valid to", "angelegt am"),
    ),
    (
        "numeric(12,2)",
        ("amount", "net price", "gross price", "discount", "betrag", "importe", "sum"),
    ),
    ("integer", ("quantity", "status", "priority", "menge", "stock level", "year")),
    ("boolean", ("is active", "is deleted", "has children", "aktiv", "enabled")),
    (
        "varchar(64)",
        ("code", "type", "category", "currency", "language", "sku", "estado"),
    ),
    ("text", ("title", "description", "bezeichnung", "url path", "reference", "payload")),
    ("double", ("score", "weight", "ratio", "latitude offset", "gewicht", "temperature")),
)
SUBJECTS = (
    "customer", "order", "invoice", "payment", "product", "shipment", "employee", "contract",
    "claim", "patient", "visit", "ticket", "campaign", "supplier", "warehouse", "account",
    "session", "event", "kunde", "bestellung", "rechnung", "lieferung", "mitarbeiter", "vertrag",
    "cliente", "pedido", "factura", "empleado", "client", "commande", "facture", "stock",
    "fournisseur", "lead", "asset",
)  # fmt: skip
PARTS = (
    "", "item", "history", "archive", "daily", "status", "detail", "log", "staging", "mapping",
    "summary", "audit", "snapshot", "position", "extern", "2024", "2025", "eu", "us", "latam",
)  # fmt: skip
SCHEMAS = ("public", "sales", "crm", "hr", "finance", "ops", "dwh", "marketing", "stammdaten")
SYSTEMS = ("shop", "crm", "erp", "hr", "dwh", "billing", "support", "logistics", "lab", "telemetry")
KINDS = ("postgres", "mysql", "oracle", "mssql", "snowflake", "files")
OWNERS = (
    "Ada Lovelace",
    "Grace Hopper",
    "Alan Turing",
    "Katherine Johnson",
    "Emmy Noether",
    "Team Sales",
)
TAGS = ("gdpr", "golden", "deprecated", "finance", "raw", "curated", "pii", "export")
SENTENCES = (
    "Filled by the nightly load from the order system.",
    "Wird beim Abschluss der Bestellung gesetzt.",
    "One line for each change; the newest wins.",
    "Contains the address as the customer wrote it.",
    "Kept for ten years by law.",
    "Se calcula cada noche a partir de los pedidos.",
)

Style = Callable[[Sequence[str]], str]


def _snake(words: Sequence[str]) -> str:
    return "_".join(words)


def _camel(words: Sequence[str]) -> str:
    return words[0] + "".join(word.capitalize() for word in words[1:])


def _pascal(words: Sequence[str]) -> str:
    return "".join(word.capitalize() for word in words)


def _upper(words: Sequence[str]) -> str:
    return "_".join(words).upper()


STYLES: tuple[Style, ...] = (_snake, _snake, _camel, _pascal, _upper)


def table_name(rng: Random, style: Style, number: int) -> str:
    """Name a table; the number keeps the names of a schema apart."""
    words = [rng.choice(SUBJECTS), *rng.choice(PARTS).split()]
    return style([*words, str(number)] if number % 3 else [*words, f"v{number}"])


def column_name(rng: Random, style: Style, plain: str) -> str:
    """Spell a column as its table spells them, now and then with what it is of in front."""
    words = plain.split()
    if rng.random() < 0.35:
        words = [rng.choice(SUBJECTS)[: rng.choice((4, 20))], *words]
    if rng.random() < 0.08:
        words.append(str(rng.randrange(1, 40)))
    return style(words)
