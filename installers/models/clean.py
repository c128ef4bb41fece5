"""Training columns that hold nothing sensitive: ordinary ones, and names that promise too much."""

# ruff: noqa: E501, PLW0108  one kind a line

from values import LOWER, UPPER, Make, Values  # type: ignore[import-not-found]

Kind = tuple[tuple[str, ...], Make]


def ordinary(of: Values) -> dict[str, Kind]:
    """What tables are full of, under the names that it usually has."""
    rng, pick, fake = of.rng, of.rng.choice, of.fake
    start, base = rng.randint(1, 10 ** rng.randint(1, 8)), rng.randint(10**8, 10**10)
    count = iter(range(start, start + 10**7))
    wide = iter(range(base, base + 10**9, rng.randint(1, 97)))
    prefix = of.text(UPPER, 2, 4)
    adjectives = ["Red", "Classic", "Compact", "Deluxe", "Organic", "Wireless", "Steel", "Soft"]
    nouns = ["Table", "Keyboard", "Coffee", "Jacket", "Bottle", "Monitor", "Tent", "Bicycle"]
    return {
        "sequence": (("id", "row_id", "pk", "customer_id", "order_id", "line_no", "entity_id"), lambda: next(count)),
        "long_id": (("id", "transaction_id", "ticket_id", "reference", "external_ref"), lambda: next(wide)),
        "text_id": (("external_id", "reference", "code", "key", "erp_id"), lambda: str(next(wide))),
        "random_id": (("batch_id", "event_id", "job_no", "doc_number"), lambda: rng.randint(10**7, 10**12)),
        "foreign": (("customer_id", "product_id", "store_id", "created_by", "owner_id", "parent_id", "user_id"), lambda: rng.randint(1, 500)),
        "prefixed": (("order_number", "invoice_no", "document", "case_number", "policy"), lambda: f"{prefix}-{of.form('######')}"),
        "article": (("sku", "article", "item_no", "part_number", "model"), lambda: of.form(pick(["@@-####", "@@@####", "####-@@", "@#@#@#"]))),
        "barcode": (("ean", "upc", "gtin", "barcode", "isbn"), lambda: of.form("40###########")),
        "uuid": (("uuid", "guid", "request_id", "trace_id", "correlation"), lambda: fake.uuid4()),
        "hash": (("md5", "digest", "etag", "checksum", "content_hash", "commit"), lambda: of.text("0123456789abcdef", 40)),
        "quantity": (("quantity", "qty", "amount", "count", "stock", "units"), lambda: rng.randint(0, 120)),
        "price": (("price", "total", "amount", "net", "unit_price", "cost", "freight", "discount"), lambda: round(rng.uniform(0.5, 900), 2)),
        "large": (("revenue", "budget", "turnover", "population", "views"), lambda: rng.randint(10**4, 10**8)),
        "ratio": (("rate", "ratio", "probability", "share", "margin"), lambda: round(rng.random(), rng.choice([2, 4, 6]))),
        "percent": (("percent", "tax_rate", "humidity", "progress"), lambda: round(rng.uniform(0, 100), 1)),
        "measure": (("width", "length_cm", "speed", "voltage", "pressure", "depth", "load"), lambda: round(rng.uniform(0, 400), 3)),
        "celsius": (("temperature", "temp_c", "reading"), lambda: round(rng.uniform(-25, 45), 1)),
        "small": (("level", "priority", "rank", "grade", "floor", "position", "sort_order"), lambda: rng.randint(1, 9)),
        "score": (("score", "rating", "points", "stars"), lambda: rng.randint(0, 100)),
        "flag": (("active", "enabled", "is_deleted", "visible", "archived", "valid"), lambda: rng.randint(0, 1)),
        "truth": (("active", "is_default", "published", "paid"), lambda: rng.random() < 0.6),
        "yes": (("confirmed", "public", "locked", "approved"), lambda: pick(["Y", "N"])),
        "status": (("status", "state", "phase", "order_status", "stage"), lambda: pick(["new", "open", "in progress", "done", "rejected", "on hold"])),
        "status_capitals": (("status", "state", "result", "outcome"), lambda: pick(["ACTIVE", "INACTIVE", "PENDING", "FAILED"])),
        "letter": (("type", "class", "flag", "category", "kind", "size"), lambda: pick("ABCX")),
        "sizes": (("size", "fit"), lambda: pick(["S", "M", "L", "XL", "XXL"])),
        "type": (("type", "channel", "source", "method", "mode"), lambda: pick(["online", "store", "partner", "phone", "mail"])),
        "category": (("category", "segment", "genre", "department", "topic"), lambda: pick(["Furniture", "Technology", "Office Supplies", "Drama", "Action", "Jazz", "Rock", "Beverages", "Seafood"])),
        "colour": (("colour", "color", "farbe"), lambda: pick(["red", "green", "blue", "black", "white", "silver"])),
        "weekday": (("weekday", "day", "day_name"), lambda: pick(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])),
        "month": (("month", "period"), lambda: pick(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"])),
        "year": (("year", "fiscal_year", "release_year", "vintage", "season"), lambda: rng.randint(1990, 2025)),
        "recent_day": (("order_date", "due_date", "shipped", "created", "valid_from", "date", "hire_date", "start"), lambda: of.day(2015, 2026)),
        "day_text": (("date", "invoice_date", "delivery", "booking_date", "last_update"), lambda: of.day(2010, 2026).strftime(pick(["%d.%m.%Y"]))),
        "moment": (("created_at", "updated_at", "timestamp", "last_seen", "ts"), lambda: of.moment(2018, 2026)),
        "moment_text": (("created_at", "event_time", "logged", "received"), lambda: of.moment(2018, 2026).isoformat() + "Z"),
        "epoch": (("ts", "created", "epoch", "event_ts", "expires"), lambda: rng.randint(1_400_000_000, 1_790_000_000)),
        "clock": (("time", "opens", "departure", "start_time"), lambda: f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}"),
        "currency": (("currency", "ccy", "currency_code"), lambda: pick(["USD", "EUR", "GBP", "CHF", "TRY", "SEK"])),
        "language": (("language", "lang", "locale", "culture"), lambda: pick(["en", "de", "fr", "tr", "es", "it", "nl"])),
        "language_name": (("language", "subtitle", "spoken"), lambda: pick(["English", "German", "French", "Italian", "Japanese", "Mandarin"])),
        "unit": (("unit", "uom", "measure_unit"), lambda: pick(["kg", "m", "pcs", "l", "mg/dL", "mmHg", "bpm"])),
        "version": (("version", "release", "firmware", "build"), lambda: f"{rng.randint(0, 12)}.{rng.randint(0, 30)}.{rng.randint(0, 99)}"),
        "four_parts": (("app_version", "driver_version", "build_no"), lambda: f"{rng.randint(1, 15)}.{rng.randint(0, 9)}.{rng.randint(0, 9)}.{rng.randint(0, 255)}"),
        "product": (("name", "product", "title", "product_name", "item", "label"), lambda: f"{pick(adjectives)} {pick(nouns)} {pick(['', '', '2', 'XL', 'Pro'])}".strip()),
        "title": (("title", "name", "film", "book", "album", "track"), lambda: " ".join(fake.word().title() for _ in range(rng.randint(1, 5)))),
        "sentence": (("description", "summary", "text", "details", "notes", "remarks"), lambda: fake.sentence(rng.randint(6, 14))),
        "review": (("comment", "review", "feedback", "message"), lambda: f"{pick(['Great product', 'Arrived late', 'Would buy again', 'The box was damaged', 'Works as expected'])}, {pick(['thanks a lot for it', 'not what I wanted to have', 'five stars from me for that', 'will see how long it lasts'])}."),
        "log": (("message", "log", "event", "error"), lambda: f"{pick(['GET', 'POST'])} /api/{of.text(LOWER, 4, 8)} took {rng.randint(1, 900)} ms with status {pick([200, 404, 500])}"),
        "word": (("tag", "keyword", "alias", "slug", "value"), lambda: fake.word()),
        "slug": (("slug", "url_key", "handle"), lambda: f"{of.text(LOWER, 3, 7)}-{of.text(LOWER, 3, 7)}"),
        "file": (("file", "filename", "attachment", "document"), lambda: f"{of.text(LOWER, 4, 9)}.{pick(['pdf', 'csv', 'docx', 'xml'])}"),
        "path": (("path", "folder", "uri_path", "route"), lambda: f"/{of.text(LOWER, 3, 6)}/{of.text(LOWER, 3, 8)}/{rng.randint(1, 99)}"),
        "mime": (("mime", "content_type", "format"), lambda: pick(["image/png", "text/html", "application/json", "video/mp4"])),
        "code2": (("code", "abbr", "iso", "grp", "class_code"), lambda: pick(["AX", "BQ", "KZ", "QR", "ZZ", "TT", "XY"])),
        "code3": (("code", "unit_code", "station", "airport"), lambda: of.form("@@@")),
        "gene": (("gene", "symbol", "marker"), lambda: pick(["BRCA2", "TP53", "MTHFR", "APC", "CFTR", "HBB"])),
        "team": (("department", "team", "cost_centre", "division"), lambda: pick(["Sales", "Finance", "IT", "Logistics", "HR", "R&D"])),
        "json": (("payload", "attributes", "properties", "settings"), lambda: f'{{"a": {rng.randint(1, 9)}, "b": "{of.text(LOWER, 4)}"}}'),
        "blob": (("data", "content", "thumbnail", "raw"), lambda: rng.randbytes(12)),
        "constant": (("tenant", "environment", "schema_version", "source_system"), lambda: "prod"),
        "pixels": (("x", "y", "width_px", "offset", "bbox_w"), lambda: rng.randint(0, 2000)),
        "decimals": (("weight", "coef", "embedding_0", "loss", "feature_3", "delta"), lambda: round(rng.gauss(0, 1), 6)),
        "quarter": (("quarter", "fiscal_period", "cohort"), lambda: f"{rng.randint(2015, 2025)}-Q{rng.randint(1, 4)}"),
        "hostname": (("host", "server", "machine", "node"), lambda: f"{pick(['web', 'db', 'app'])}-{rng.randint(1, 99):02d}"),
        "animal": (("species", "breed", "animal"), lambda: pick(["Cat", "Dog", "Horse", "Goldfish", "Parrot"])),
        "brand": (("brand", "manufacturer_code", "make"), lambda: pick(["Volvo", "Fiat", "Toyota", "Bosch", "Siemens", "Sony"])),
        "browser": (("browser", "os", "platform"), lambda: pick(["Firefox", "Chrome", "Safari", "Windows", "Linux", "iOS"])),
        "empty": (("reserved", "extra_1", "unused", "middle_field"), lambda: None),
    }  # fmt: skip


ENDINGS = {
    "flag": ("verified", "confirmed", "valid", "set", "required", "opt_in", "flag", "exists", "shared", "consent"),
    "count": ("count", "length", "attempts", "total", "number_of_changes", "retries", "limit"),
    "moment": ("updated_at", "changed_on", "verified_at", "sent_at", "expires_at", "checked"),
    "type": ("type", "status", "category", "source", "format", "kind", "mode"),
    "id": ("id", "ref_id", "type_id", "key_no"),
    "score": ("score", "rank", "ratio", "quality", "weight"),
}  # fmt: skip
"""What takes a sensitive name its meaning, and which values then stand there."""


def promising(of: Values) -> dict[str, Kind]:
    """Values that a name as `email_verified` has; the name itself is made from a label's."""
    rng, pick = of.rng, of.rng.choice
    return {
        "flag": (ENDINGS["flag"], pick([lambda: rng.randint(0, 1), lambda: pick(["Y", "N"]), lambda: rng.random() < 0.5, lambda: pick(["true", "false"])])),
        "count": (ENDINGS["count"], lambda: rng.randint(0, 9)),
        "moment": (ENDINGS["moment"], pick([lambda: of.moment(2019, 2026), lambda: of.moment(2019, 2026).isoformat(), lambda: of.day(2019, 2026)])),
        "type": (ENDINGS["type"], lambda: pick(["home", "work", "other", "primary", "legacy"])),
        "id": (ENDINGS["id"], lambda: rng.randint(1, 9000)),
        "score": (ENDINGS["score"], lambda: round(rng.random(), 3)),
    }  # fmt: skip
