"""Columns with known labels, generated over many locales, for the classification benchmark.

Faker's names of people and places are also in the dictionaries that classification ships, so what
is measured on `person_name`, `city`, `region`, `country` and `job_title` flatters; the share of
names that the dictionary does not know is changed by `mutated`.
"""

# ruff: noqa: E501  sample data, one kind a line

import base64
import hashlib
import random
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from faker import Faker

LOCALES = [
    "en_US",
    "en_GB",
    "de_DE",
    "fr_FR",
    "es_ES",
    "it_IT",
    "pt_BR",
    "pt_PT",
    "nl_NL",
    "pl_PL",
    "sv_SE",
    "en_IN",
    "es_MX",
    "en_CA",
    "fi_FI",
    "da_DK",
    "cs_CZ",
    "ja_JP",
    "ru_RU",
    "el_GR",
]
Make = Callable[[], object]


@dataclass(frozen=True)
class Case:
    """One column with its right label."""

    label: str
    kind: str  # what was generated
    naming: str  # telling, opaque, misleading
    table: str
    column: str
    values: tuple[object, ...]


TELLING = {
    "email": ["email", "CustEmail", "e_mail", "contact_email_addr", "correo"],
    "phone": ["phone", "tel_no", "MobileNumber", "telefon", "home_phone"],
    "address": ["address", "street", "addr_line_1", "strasse", "shippingAddress"],
    "city": ["city", "town", "Stadt", "ville", "ciudad"],
    "region": ["state", "province", "region", "bundesland"],
    "country": ["country", "country_code", "pays", "land"],
    "postal_code": ["zip", "postal_code", "PLZ", "postcode"],
    "person_name": ["first_name", "lname", "full_name", "customer_name", "nachname"],
    "date_of_birth": ["dob", "birth_date", "DateOfBirth", "geburtsdatum"],
    "age": ["age", "patient_age", "alter"],
    "gender": ["gender", "sex", "geschlecht"],
    "race_ethnicity": ["ethnicity", "race"],
    "religion": ["religion", "konfession"],
    "nationality": ["nationality", "citizenship"],
    "marital_status": ["marital_status", "familienstand"],
    "political_opinion": ["political_party", "party_affiliation"],
    "sexual_orientation": ["sexual_orientation", "orientation"],
    "trade_union": ["union_membership", "gewerkschaft"],
    "job_title": ["job_title", "occupation", "beruf"],
    "organization": ["company", "employer", "firma"],
    "us_ssn": ["ssn", "social_security_number", "cust_ssn"],
    "national_id": ["national_id", "personal_id_number", "dni", "nin_number"],
    "tax_id": ["tax_id", "vat_number", "ein"],
    "passport": ["passport_no", "passport_number"],
    "driver_license": ["drivers_license", "dl_number"],
    "npi": ["npi", "provider_npi"],
    "dea": ["dea_number", "dea"],
    "voter_id": ["voter_id", "voter_registration_no"],
    "credit_card": ["card_number", "cc_num", "pan", "kreditkarte"],
    "card_security_code": ["cvv", "card_cvc"],
    "card_expiry": ["card_expiry", "exp_date", "cc_exp"],
    "iban": ["iban", "bank_iban"],
    "swift_bic": ["bic", "swift_code"],
    "bank_account": ["account_number", "bank_acct", "kontonummer"],
    "bank_routing": ["routing_number", "aba_no", "sort_code"],
    "crypto_wallet": ["wallet_address", "btc_addr"],
    "salary": ["salary", "annual_salary", "gehalt"],
    "income": ["income", "household_income"],
    "credit_score": ["credit_score", "fico"],
    "medical_record_number": ["mrn", "medical_record_no"],
    "icd_code": ["icd10", "diagnosis_code"],
    "diagnosis": ["diagnosis", "medical_condition"],
    "medication": ["medication", "drug_name"],
    "health_measure": ["systolic_bp", "heart_rate", "bmi", "glucose_mg_dl"],
    "blood_type": ["blood_type", "blutgruppe"],
    "insurance_id": ["insurance_member_id", "policy_number"],
    "password": ["password", "pwd_hash", "passwd"],
    "api_key": ["api_key", "secret_key", "access_token"],
    "jwt": ["jwt", "auth_jwt"],
    "private_key": ["private_key", "ssh_key"],
    "connection_string": ["connection_string", "db_url"],
    "session_token": ["session_id", "session_token", "reset_token"],
    "username": ["username", "login", "user_name"],
    "social_handle": ["twitter", "instagram_handle"],
    "url": ["website", "homepage", "url"],
    "ip_address": ["ip", "client_ip", "last_login_ip"],
    "mac_address": ["mac", "mac_addr"],
    "device_id": ["device_id", "imei"],
    "user_agent": ["user_agent", "browser_ua"],
    "cookie": ["cookie", "cookie_value"],
    "gps_coordinates": ["gps", "latitude", "lng", "coordinates"],
    "vin": ["vin", "vehicle_vin"],
    "license_plate": ["license_plate", "plate_no", "kennzeichen"],
    "photo": ["photo", "avatar_url", "profile_picture"],
    "biometric": ["fingerprint_template", "face_embedding"],
    "signature": ["signature_image", "signature"],
    "free_text_pii": ["notes", "comments", "support_message"],
}
DASHED = re.compile(r"\d{3}-\d{2}-\d{4}")
OPAQUE = ["col_17", "c3", "field_x", "attr12", "v1", "data_4", "f_009", "value", "x7"]
MISLEADING = [
    "order_no",
    "product_code",
    "status",
    "description",
    "sku",
    "batch",
    "type_code",
    "remark",
    "ref_value",
    "internal_flag",
]


def values_of(label: str, rng: random.Random, fake: Faker) -> dict[str, Make]:
    """Generators for one label in one locale, by the kind of value."""
    pick = rng.choice

    def digits(n: int) -> str:
        return "".join(rng.choices(string.digits, k=n))

    def text(alphabet: str, n: int) -> str:
        return "".join(rng.choices(alphabet, k=n))

    alnum = string.ascii_letters + string.digits
    upper = string.ascii_uppercase
    table: dict[str, dict[str, Make]] = {
        "email": {"email": fake.email, "upper": lambda: fake.email().upper()},
        "phone": {"local": fake.phone_number, "e164": lambda: "+" + pick(["1", "44", "49", "33"]) + digits(9), "nanp": lambda: f"({pick('23456789')}{digits(2)}) {pick('2345678')}{digits(2)}-{digits(4)}"},
        "address": {"street": fake.street_address, "full": lambda: fake.address().replace("\n", ", ")},
        "city": {"city": fake.city},
        "country": {"name": fake.country, "alpha2": fake.country_code},
        "postal_code": {"code": fake.postcode},
        "person_name": {"full": fake.name, "first": fake.first_name, "last": fake.last_name, "reversed": lambda: f"{fake.last_name()}, {fake.first_name()}", "mutated": lambda: f"{mutated(fake.first_name(), rng)} {mutated(fake.last_name(), rng)}"},
        "date_of_birth": {"iso": lambda: fake.date_of_birth(minimum_age=18, maximum_age=90).isoformat(), "us": lambda: fake.date_of_birth(minimum_age=18, maximum_age=90).strftime("%m/%d/%Y"), "de": lambda: fake.date_of_birth(minimum_age=18, maximum_age=90).strftime("%d.%m.%Y")},
        "age": {"years": lambda: rng.randint(18, 92), "text": lambda: str(rng.randint(1, 99))},
        "gender": {"words": lambda: pick(["Male", "Female", "Non-binary"]), "letters": lambda: pick("MF"), "german": lambda: pick(["männlich", "weiblich", "divers"])},
        "race_ethnicity": {"us": lambda: pick(["White", "Black or African American", "Asian", "Hispanic or Latino", "Native American", "Two or more races"])},
        "religion": {"words": lambda: pick(["Catholic", "Protestant", "Muslim", "Jewish", "Hindu", "Buddhist", "Atheist", "None"])},
        "nationality": {"words": lambda: pick(["German", "French", "American", "Nigerian", "Chinese", "Indian", "Brazilian", "Mexican", "Polish", "Swiss"])},
        "marital_status": {"words": lambda: pick(["single", "married", "divorced", "widowed"]), "german": lambda: pick(["ledig", "verheiratet", "geschieden", "verwitwet"])},
        "political_opinion": {"us": lambda: pick(["Democrat", "Republican", "Independent", "Libertarian", "Green"]), "de": lambda: pick(["CDU", "SPD", "FDP", "AfD", "Die Linke", "Grüne"])},
        "sexual_orientation": {"words": lambda: pick(["Heterosexual", "Gay", "Lesbian", "Bisexual", "Asexual"])},
        "trade_union": {"names": lambda: pick(["IG Metall", "ver.di", "Unison", "Teamsters", "CGT", "CFDT", "SEIU"])},
        "job_title": {"job": fake.job, "title": lambda: f"{pick(['Senior', 'Junior', 'Lead', 'Chief'])} {pick(['Engineer', 'Accountant', 'Data Analyst', 'Manager', 'Nurse', 'Technician'])}"},
        "organization": {"company": fake.company},
        "us_ssn": {"dashed": lambda: f"{rng.randint(1, 665):03d}-{rng.randint(1, 99):02d}-{rng.randint(1, 9999):04d}"},
        "national_id": {"ssn": fake.ssn},
        "tax_id": {"ein": lambda: f"{rng.randint(10, 99)}-{digits(7)}", "vat": lambda: f"DE{digits(9)}", "ch": lambda: f"CHE-{digits(3)}.{digits(3)}.{digits(3)}"},
        "passport": {"letter": lambda: pick("ABCDEX") + digits(8), "two": lambda: text(upper, 2) + digits(7)},
        "driver_license": {"us": lambda: pick(upper) + digits(7), "dashed": lambda: f"{pick(upper)}{digits(3)}-{digits(4)}-{digits(4)}"},
        "npi": {"npi": lambda: npi(rng)},
        "dea": {"dea": lambda: dea(rng)},
        "voter_id": {"epic": lambda: text(upper, 3) + digits(7)},
        "credit_card": {"bare": fake.credit_card_number, "grouped": lambda: " ".join(c[i:i + 4] for c in [luhn("4" + digits(14))] for i in range(0, 16, 4)), "number": lambda: int(luhn("53" + digits(13)))},
        "card_security_code": {"cvv": lambda: digits(3)},
        "card_expiry": {"short": fake.credit_card_expire},
        "iban": {"iban": fake.iban},
        "swift_bic": {"swift8": lambda: fake.swift(8), "swift11": lambda: fake.swift(11)},
        "bank_account": {"digits": lambda: digits(10), "bban": fake.bban},
        "bank_routing": {"aba": lambda: aba(rng), "sort": lambda: f"{digits(2)}-{digits(2)}-{digits(2)}"},
        "crypto_wallet": {"eth": lambda: "0x" + text("0123456789abcdef", 40), "btc": lambda: "1" + text("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", 33), "bech32": lambda: "bc1q" + text("023456789acdefghjklmnpqrstuvwxyz", 38)},
        "salary": {"number": lambda: rng.randint(20, 200) * 1000, "money": lambda: f"${rng.randint(20, 200)},{rng.randint(0, 9)}00.00"},
        "income": {"number": lambda: rng.randint(9000, 250000)},
        "credit_score": {"fico": lambda: rng.randint(300, 850)},
        "medical_record_number": {"prefixed": lambda: f"MRN{digits(7)}", "bare": lambda: digits(8)},
        "icd_code": {"dotted": lambda: f"{pick('ABCDEFGHIJKLMNOPQRST')}{digits(2)}.{digits(1)}", "mixed": lambda: pick(["E11.9", "I10", "J45.909", "F32.1", "M54.5", "K21.9", "Z00.00", "E78.5", "N39.0", "R51"])},
        "diagnosis": {"words": lambda: pick(["Type 2 diabetes mellitus", "Essential hypertension", "Acute bronchitis", "Major depressive disorder", "Migraine without aura", "Osteoarthritis of knee", "Asthma, moderate persistent", "Hyperlipidemia", "Atrial fibrillation", "Low back pain", "Iron deficiency anaemia", "Otitis media"])},
        "medication": {"dose": lambda: f"{pick(['Metformin', 'Lisinopril', 'Atorvastatin', 'Amoxicillin', 'Sertraline', 'Ibuprofen', 'Omeprazole', 'Ramipril', 'Levothyroxine', 'Apixaban', 'Bisoprolol', 'Salbutamol'])} {pick([5, 10, 20, 250, 500])} mg"},
        "health_measure": {"pressure": lambda: f"{rng.randint(95, 180)}/{rng.randint(55, 110)}", "number": lambda: round(rng.uniform(50, 180), 1)},
        "blood_type": {"abo": lambda: pick(["A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-"])},
        "insurance_id": {"prefixed": lambda: f"{pick(['BCBS', 'UHC', 'AET'])}{digits(9)}", "letters": lambda: text(upper, 3) + digits(9)},
        "password": {"plain": fake.password, "bcrypt": lambda: "$2b$12$" + text(alnum + "./", 53), "md5": lambda: hashlib.md5(digits(9).encode()).hexdigest()},  # noqa: S324  sample data
        "api_key": {"aws": lambda: "AKIA" + text(upper + string.digits, 16), "stripe": lambda: "sk_live_" + text(alnum, 24), "github": lambda: "ghp_" + text(alnum, 36), "hex": lambda: text("0123456789abcdef", 40)},
        "jwt": {"jwt": lambda: f"eyJhbGciOiJIUzI1NiJ9.eyJ{text(alnum, 40)}.{text(alnum + '-_', 43)}"},
        "private_key": {"pem": lambda: f"-----BEGIN RSA PRIVATE KEY-----\n{text(alnum, 64)}\n-----END RSA PRIVATE KEY-----"},
        "connection_string": {"uri": lambda: f"postgresql://{fake.user_name()}:{text(alnum, 9)}@db{digits(1)}.corp.example:5432/sales", "ado": lambda: f"Server=sql{digits(2)};Database=crm;User Id=sa;Password={text(alnum, 10)};"},
        "session_token": {"hex": lambda: text("0123456789abcdef", 32), "prefixed": lambda: "sess_" + text(alnum, 28)},
        "username": {"user": fake.user_name},
        "social_handle": {"at": lambda: "@" + fake.user_name()},
        "url": {"url": fake.url, "path": fake.uri},
        "ip_address": {"v4": fake.ipv4, "v6": fake.ipv6},
        "mac_address": {"mac": fake.mac_address, "dashes": lambda: fake.mac_address().replace(":", "-").upper()},
        "device_id": {"imei": lambda: luhn("35" + digits(12)), "uuid": fake.uuid4},
        "user_agent": {"ua": fake.user_agent},
        "cookie": {"pairs": lambda: f"sid={text(alnum, 16)}; theme={pick(['dark', 'light'])}; _ga=GA1.2.{digits(9)}.{digits(10)}"},
        "gps_coordinates": {"pair": lambda: f"{fake.latitude()}, {fake.longitude()}", "latitude": lambda: float(fake.latitude()), "text": lambda: str(fake.longitude())},
        "vin": {"vin": fake.vin if hasattr(fake, "vin") else lambda: text("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", 17)},
        "license_plate": {"plate": fake.license_plate},
        "photo": {"url": lambda: f"https://cdn.example.com/avatars/{text(alnum, 8)}.jpg", "data": lambda: "data:image/png;base64,iVBORw0KGgo" + text(alnum, 60)},
        "biometric": {"template": lambda: "Rk1SACAyMAAA" + text(alnum, 60), "base64": lambda: base64.b64encode(rng.randbytes(64)).decode()},
        "signature": {"file": lambda: f"signatures/{digits(6)}.png", "base64": lambda: base64.b64encode(rng.randbytes(64)).decode()},
        "free_text_pii": {"mail": lambda: f"{fake.sentence()} Please write to {fake.email()} about it.", "call": lambda: f"{fake.name()} called from +{pick(['1', '44', '49'])} {digits(3)} {digits(3)} {digits(4)} and asked about the order.", "mixed": lambda: pick([fake.sentence(9), fake.sentence(12), f"Spoke with {fake.name()}, reachable at {fake.email()}."])},
    }  # fmt: skip
    if label == "region":
        for attribute in ("state", "administrative_unit", "province", "region", "county"):
            if hasattr(fake, attribute):
                return {"name": getattr(fake, attribute)}
        return {}
    return table[label]


def clean(rng: random.Random, fake: Faker) -> dict[str, tuple[list[str], Make]]:
    """Near misses and ordinary columns: names that are usual for them, and their values."""
    pick = rng.choice

    def digits(n: int) -> str:
        return "".join(rng.choices(string.digits, k=n))

    started = rng.randint(10**6, 10**8)
    return {
        "order_number": (["order_no", "col_9"], lambda: f"ORD-{digits(8)}"),
        "ten_digit_id": (["order_id", "x1"], lambda: rng.randint(10**9, 10**10 - 1)),
        "nine_digit_id": (["ref", "x1"], lambda: rng.randint(10**8, 10**9 - 1)),
        "eleven_digit_id": (["txn_id", "x2"], lambda: rng.randint(10**10, 10**11 - 1)),
        "sixteen_digit_id": (["event_id", "x3"], lambda: str(rng.randint(10**15, 10**16 - 1))),
        "sequence": (["id", "c1"], lambda: started + rng.randint(0, 10**4)),
        "epoch": (["created_ts", "v"], lambda: rng.randint(1_500_000_000, 1_780_000_000)),
        "epoch_ms": (["event_time_ms", "v"], lambda: rng.randint(1_500_000_000_000, 1_780_000_000_000)),
        "sku": (["sku", "item_code"], lambda: f"{''.join(rng.choices(string.ascii_uppercase, k=3))}-{digits(4)}"),
        "version": (["version", "c7"], lambda: f"{rng.randint(0, 9)}.{rng.randint(0, 20)}.{rng.randint(0, 99)}"),
        "version4": (["app_version", "c8"], lambda: f"{rng.randint(1, 9)}.{rng.randint(0, 20)}.{rng.randint(0, 99)}.{rng.randint(300, 9999)}"),
        "uuid": (["id", "correlation_id", "c2"], fake.uuid4),
        "isbn": (["isbn", "c4"], fake.isbn13),
        "ean": (["barcode", "c5"], fake.ean13),
        "price": (["price", "unit_cost", "c6"], lambda: round(rng.uniform(1, 999), 2)),
        "pixels": (["bbox_x", "pos_y", "c11"], lambda: rng.randint(0, 1920)),
        "colour": (["color", "c12"], fake.hex_color),
        "colour_name": (["colour", "c13"], fake.color_name),
        "product": (["product_name", "item"], lambda: f"{pick(['Ultra', 'Pro', 'Eco', 'Smart', 'Mini'])} {pick(['Blender', 'Lamp', 'Chair', 'Router', 'Kettle', 'Drill'])} {rng.randint(100, 999)}"),
        "status": (["status", "state", "order_state"], lambda: pick(["open", "closed", "pending", "shipped", "cancelled"])),
        "file": (["file_name", "c14"], fake.file_name),
        "path": (["path", "c15"], fake.file_path),
        "log": (["log_line", "message"], lambda: f"{pick(['INFO', 'WARN'])} worker {rng.randint(1, 9)} finished task {digits(5)} in {rng.randint(1, 900)} ms"),
        "sentence": (["description", "summary"], fake.sentence),
        "boolean": (["is_active", "email_verified", "phone_confirmed"], lambda: rng.randint(0, 1)),
        "count": (["phone_count", "num_addresses", "email_count"], lambda: rng.randint(0, 6)),
        "timestamp": (["created_at", "email_verified_at", "last_login"], lambda: fake.date_time_this_decade().isoformat()),
        "level": (["acid_level", "priority", "candidate_rank"], lambda: rng.randint(1, 10)),
        "velocity": (["velocity", "throughput"], lambda: round(rng.uniform(0, 120), 2)),
        "public": (["public", "visible"], lambda: pick(["yes", "no"])),
        "year": (["model_year", "fiscal_year", "release_year"], lambda: rng.randint(1995, 2026)),
        "browser": (["browser", "client"], lambda: pick(["Safari", "Chrome", "Firefox", "Edge"])),
        "category": (["category", "c16"], lambda: pick(["Books", "Garden", "Toys", "Music", "Sports", "Grocery"])),
        "currency": (["currency", "c18"], fake.currency_code),
        "language": (["lang", "locale"], lambda: pick(["en", "de", "fr", "es", "en-US", "pt-BR"])),
        "hash": (["checksum", "etag"], fake.sha256),
        "mime": (["content_type", "mime"], fake.mime_type),
        "ratio": (["conversion_rate", "c19"], rng.random),
        "temperature": (["sensor_temp", "reading"], lambda: round(rng.uniform(-20, 45), 1)),
        "quarter": (["quarter", "period"], lambda: f"Q{rng.randint(1, 4)} {rng.randint(2018, 2026)}"),
        "weekday": (["weekday", "c21"], lambda: pick(["Monday", "Tuesday", "Wednesday", "Friday"])),
        "month": (["month", "c22"], lambda: pick(["January", "March", "April", "June", "August"])),
        "date": (["order_date", "shipped_on", "c23"], lambda: fake.date_this_decade().isoformat()),
        "time": (["start_time", "c24"], fake.time),
        "tracking": (["tracking_number", "shipment"], lambda: f"1Z{digits(3)}X{digits(10)}"),
        "part": (["part_no", "c25"], lambda: f"{digits(3)}-{digits(4)}-{pick('ABC')}"),
        "score": (["score", "rating"], lambda: round(rng.uniform(0, 5), 1)),
        "words": (["tag", "keyword"], fake.word),
        "department": (["department", "team"], lambda: pick(["Sales", "Marketing", "Finance", "Operations", "Legal", "IT"])),
        "film": (["title", "film"], lambda: " ".join(fake.words(3)).title()),
        "gene": (["gene", "c27"], lambda: pick(["BRCA1", "TP53", "EGFR", "MYC", "KRAS", "APOE"])),
        "ticket": (["ticket", "issue_key"], lambda: f"PROJ-{rng.randint(1, 9999)}"),
    }  # fmt: skip


def mutated(name: str, rng: random.Random) -> str:
    """Change one letter, so that a dictionary does not know the name."""
    at = rng.randrange(1, max(2, len(name)))
    return name[:at] + rng.choice("aeioulnrst") + name[at + 1 :]


def luhn(body: str) -> str:
    """Append the Luhn digit."""
    total = sum(
        (d * 2 - 9 if d * 2 > 9 else d * 2) if i % 2 == 0 else d
        for i, d in enumerate(int(c) for c in reversed(body))
    )
    return body + str(-total % 10)


def npi(rng: random.Random) -> str:
    """A valid National Provider Identifier."""
    body = rng.choice("12") + "".join(rng.choices(string.digits, k=8))
    return luhn("80840" + body)[5:]


def dea(rng: random.Random) -> str:
    """A valid DEA number."""
    d = [rng.randint(0, 9) for _ in range(6)]
    check = (d[0] + d[2] + d[4] + 2 * (d[1] + d[3] + d[5])) % 10
    return (
        rng.choice("ABFM") + rng.choice(string.ascii_uppercase) + "".join(map(str, d)) + str(check)
    )


def aba(rng: random.Random) -> str:
    """A valid routing number."""
    d = [int(c) for c in f"{rng.randint(1, 12):02d}"] + [rng.randint(0, 9) for _ in range(6)]
    total = sum(a * b for a, b in zip(d, (3, 7, 1, 3, 7, 1, 3, 7), strict=True))
    return "".join(map(str, d)) + str(-total % 10)


def cases(seed: int, rows: int) -> Iterator[Case]:
    """All labels and near misses, each under telling, opaque and misleading names."""
    rng = random.Random(seed)
    for locale in LOCALES:
        fake = Faker(locale)
        fake.seed_instance(rng.randrange(10**9))
        for label, telling in TELLING.items():
            for kind, make in values_of(label, rng, fake).items():
                naming = rng.choices(["telling", "opaque", "misleading"], [0.5, 0.35, 0.15])[0]
                column = rng.choice(
                    {"telling": telling, "opaque": OPAQUE, "misleading": MISLEADING}[naming]
                )
                try:
                    made = tuple(make() for _ in range(rows))
                except AttributeError:  # Faker has no such provider in this locale
                    continue
                # Faker falls back to the American form where a locale has none of its own.
                american = (
                    label == "national_id"
                    and sum(bool(DASHED.fullmatch(str(v))) for v in made) > rows / 2
                )
                yield Case(
                    "us_ssn" if american else label,
                    f"{locale}.{kind}",
                    naming,
                    "records",
                    column,
                    made,
                )
        for kind, (names, make) in clean(rng, fake).items():
            yield Case(
                "none",
                f"{locale}.{kind}",
                "clean",
                "events",
                rng.choice(names),
                tuple(make() for _ in range(rows)),
            )
