"""Values for training columns: every label in several forms, and columns that hold none of them."""

# ruff: noqa: E501, PLW0108  one kind a line; not every locale has every provider

import base64
import datetime as dt
import random
import string
from collections.abc import Callable, Mapping
from typing import Any

from faker import Faker

Make = Callable[[], object]
LOCALES = (
    "tr_TR", "ro_RO", "hu_HU", "sk_SK", "no_NO", "hr_HR", "sl_SI", "de_AT", "de_CH", "fr_CH",
    "fr_CA", "nl_BE", "en_AU", "en_NZ", "en_IE", "es_CO", "es_AR", "es_CL", "id_ID", "uk_UA",
    "bg_BG", "zh_CN", "ko_KR", "en_PH", "lt_LT", "az_AZ", "hy_AM", "vi_VN",
)  # fmt: skip
"""Others than those of the benchmark, so that it measures what training has not seen."""

UPPER, LOWER, DIGITS = string.ascii_uppercase, string.ascii_lowercase, string.digits
ALNUM = string.ascii_letters + DIGITS
HEX = "0123456789abcdef"


class Values:
    """Generators of one locale, drawing from one stream of chance."""

    def __init__(self, rng: random.Random, locale: str) -> None:
        self.rng, self.locale = rng, locale
        self.fake: Any = Faker(locale)
        self.fake.seed_instance(rng.randrange(2**32))

    def text(self, alphabet: str, least: int, most: int | None = None) -> str:
        """So many characters of an alphabet."""
        return "".join(self.rng.choices(alphabet, k=self.rng.randint(least, most or least)))

    def form(self, pattern: str) -> str:
        """Fill a form: `#` a digit, `%` a digit but 0, `@` a capital, `&` either, `~` a hex digit."""
        kinds = {"#": DIGITS, "%": "123456789", "@": UPPER, "&": UPPER + DIGITS, "~": HEX}
        return "".join(self.rng.choice(kinds[c]) if c in kinds else c for c in pattern)

    def luhn(self, body: str) -> str:
        """Append the check digit of ISO/IEC 7812."""
        total = 0
        for place, digit in enumerate(map(int, reversed(body))):
            doubled = digit * 2 if place % 2 == 0 else digit
            total += doubled - 9 if doubled > 9 else doubled
        return body + str(-total % 10)

    def day(self, first: int, last: int) -> dt.date:
        """A day between the beginnings of two years."""
        start = dt.date(first, 1, 1)
        span = (dt.date(last, 1, 1) - start).days
        return start + dt.timedelta(self.rng.randrange(span))

    def moment(self, first: int, last: int) -> dt.datetime:
        """A second between the beginnings of two years."""
        day = self.day(first, last)
        midnight = dt.datetime.combine(day, dt.time())
        return midnight + dt.timedelta(seconds=self.rng.randrange(86_400))

    def people(self) -> dict[str, dict[str, Make]]:
        """Contact, identity, birth and the like."""
        fake, rng, pick = self.fake, self.rng, self.rng.choice
        styles = ["%d/%m/%Y", "%Y/%m/%d", "%d %b %Y", "%m-%d-%Y", "%d.%m.%y", "%Y%m%d"]
        style = pick(styles)
        domain = pick(
            ["corp.example", "mail.example", "firma.de", "uni.edu", "post.ch", "webmail.co.uk"]
        )
        return {
            "email": {"own": lambda: fake.ascii_email(), "firm": lambda: f"{self.text(LOWER, 3, 9)}.{self.text(LOWER, 4, 10)}@{domain}", "tagged": lambda: f"{self.text(LOWER, 5, 8)}+{self.text(LOWER, 3)}@gmail.com", "shown": lambda: f"{fake.first_name()} <{fake.ascii_email()}>", "dirty": lambda: f" {fake.ascii_email().upper()} "},
            "phone": {"local": lambda: fake.phone_number(), "plain": lambda: self.form("0%########"), "plus": lambda: self.form(pick(["+90 5## ### ## ##", "+41 %# ### ## ##", "+61 4## ### ###", "+1 %##-%##-####"])), "extended": lambda: self.form("%##.%##.#### x###"), "zeros": lambda: self.form("00%#%########"), "us_digits": lambda: int(self.form("2%#%######"))},
            "address": {"street": lambda: fake.street_address(), "line": lambda: fake.address().replace("\n", " "), "number": lambda: f"{rng.randint(1, 3200)} {self.text(UPPER, 1)}{self.text(LOWER, 4, 8)} {pick(['St', 'Ave', 'Rd', 'Lane', 'Blvd', 'Court'])}", "german": lambda: f"{self.text(UPPER, 1)}{self.text(LOWER, 4, 8)}{pick(['straße', 'weg', 'gasse', 'platz'])} {rng.randint(1, 140)}{pick(['', '', 'a', 'b'])}", "unit": lambda: f"{pick(['Apt', 'Suite', 'Unit', 'Flat'])} {rng.randint(1, 400)}"},
            "city": {"city": lambda: fake.city(), "few": self.few(lambda: fake.city(), 12), "capitals": lambda: fake.city().upper()},
            "region": {"region": self.first(("administrative_unit", "state", "province", "canton_name", "county", "region", "department_name")), "us": self.few(lambda: pick(["CA", "NY", "TX", "WA", "OH", "FL", "IL", "GA", "NC", "MI", "AZ", "VA"]), 12), "named": lambda: pick(["Bavaria", "Ontario", "Queensland", "Tuscany", "Andalusia", "Texas", "Ohio", "Zürich", "Tirol", "Normandie", "Karnataka", "Minas Gerais"])},
            "country": {"name": lambda: fake.country(), "alpha2": lambda: fake.country_code(), "alpha3": lambda: fake.country_code("alpha-3"), "english": lambda: pick(["Turkey", "Norway", "USA", "United Kingdom", "Chile", "Kenya", "Vietnam", "Austria", "Canada", "Japan"])},
            "postal_code": {"local": lambda: fake.postcode(), "us9": lambda: self.form("#####-####"), "us5": lambda: self.form("#####"), "canada": lambda: self.form("@#@ #@#"), "uk": lambda: self.form("@@## #@@"), "number": lambda: int(self.form("%####"))},
            "person_name": {"full": lambda: fake.name(), "given": lambda: fake.first_name(), "family": lambda: fake.last_name(), "comma": lambda: f"{fake.last_name().upper()}, {fake.first_name()}", "initial": lambda: f"{self.text(UPPER, 1)}. {fake.last_name()}", "letter": lambda: self.text(UPPER, 1), "titled": lambda: f"{pick(['Dr.', 'Mr.', 'Ms.', 'Prof.'])} {fake.first_name()} {fake.last_name()}", "lowered": lambda: fake.name().lower(), "unknown": lambda: f"{self.text(UPPER, 1)}{self.text('aeioulnrst', 4, 7)} {self.text(UPPER, 1)}{self.text('aeioulnrst', 4, 8)}"},
            "date_of_birth": {"day": lambda: self.day(1935, 2008), "styled": lambda: self.day(1940, 2005).strftime(style), "iso": lambda: self.day(1930, 2012).isoformat(), "midnight": lambda: f"{self.day(1940, 2005)} 00:00:00", "year": lambda: rng.randint(1938, 2006), "children": lambda: self.day(2006, 2024)},
            "age": {"years": lambda: rng.randint(17, 88), "text": lambda: f"{rng.randint(1, 99)}", "groups": lambda: pick(["0-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+"]), "float": lambda: round(rng.uniform(18, 90), 1)},
            "gender": {"long": lambda: pick(["male", "female"]), "letters": lambda: pick("mf"), "capital": lambda: pick(["M", "F", "X"]), "french": lambda: pick(["homme", "femme"]), "codes": lambda: rng.randint(1, 2), "spanish": lambda: pick(["Hombre", "Mujer", "Otro"])},
            "race_ethnicity": {"census": lambda: pick(["White", "Black", "Asian", "Hispanic", "Other", "Pacific Islander"]), "uk": lambda: pick(["White British", "Pakistani", "Indian", "Black African", "Black Caribbean", "Mixed"]), "capitals": lambda: pick(["WHITE", "BLACK/AFRICAN AMERICAN", "ASIAN - CHINESE", "HISPANIC OR LATINO", "UNKNOWN"])},
            "religion": {"words": lambda: pick(["Christian", "Muslim", "Hindu", "Sikh", "Jewish", "None", "Buddhist"]), "german": lambda: pick(["römisch-katholisch", "evangelisch", "muslimisch", "konfessionslos"]), "capitals": lambda: pick(["CATHOLIC", "PROTESTANT QUAKER", "JEWISH", "NOT SPECIFIED"])},
            "nationality": {"demonyms": lambda: pick(["Turkish", "British", "Canadian", "Austrian", "Norwegian", "Kenyan", "Chilean", "Korean", "Ukrainian"]), "german": lambda: pick(["deutsch", "österreichisch", "türkisch", "polnisch", "italienisch"])},
            "marital_status": {"words": lambda: pick(["Single", "Married", "Divorced", "Widowed", "Separated"]), "capitals": lambda: pick(["SINGLE", "MARRIED", "LIFE PARTNER"]), "french": lambda: pick(["célibataire", "marié", "divorcé", "veuf"])},
            "political_opinion": {"words": lambda: pick(["Conservative", "Labour", "Liberal Democrat", "Green", "SNP"]), "us": lambda: pick(["DEM", "REP", "IND", "LIB"]), "long": lambda: pick(["Democratic Party", "Republican Party", "Independent"])},
            "sexual_orientation": {"words": lambda: pick(["straight", "gay", "lesbian", "bisexual", "prefer not to say"]), "long": lambda: pick(["Heterosexual", "Homosexual", "Bisexual", "Other"])},
            "trade_union": {"names": lambda: pick(["Unite", "UNISON", "GMB", "IG BCE", "Verdi", "UAW", "AFL-CIO"]), "member": lambda: pick(["yes", "no"])},
            "job_title": {"job": lambda: fake.job(), "english": lambda: f"{pick(['Senior ', '', 'Assistant ', 'Head of '])}{pick(['Software Developer', 'Teacher', 'Sales Manager', 'Driver', 'Electrician', 'Lawyer', 'Cashier', 'Nurse', 'Consultant'])}", "few": self.few(lambda: fake.job(), 8)},
            "organization": {"company": lambda: fake.company(), "formed": lambda: f"{self.text(UPPER, 1)}{self.text(LOWER, 3, 7)} {pick(['Ltd', 'GmbH', 'Inc.', 'S.A.', 'AG', 'LLC', 'BV', 'Oy'])}", "school": lambda: f"University of {fake.city()}"},
            "username": {"user": lambda: fake.user_name(), "short": lambda: f"{self.text(LOWER, 1)}{self.text(LOWER, 4, 8)}{rng.randint(1, 99)}", "dotted": lambda: f"{self.text(LOWER, 3, 6)}.{self.text(LOWER, 4, 8)}"},
            "social_handle": {"at": lambda: f"@{self.text(LOWER, 4, 12)}{pick(['', '_', '77'])}", "link": lambda: f"https://twitter.com/{self.text(LOWER, 5, 12)}"},
            "free_text_pii": {"called": lambda: f"{fake.first_name()} {fake.last_name()} phoned from +44 20 {self.form('#### ####')} about the delivery and was not happy.", "wrote": lambda: pick([fake.sentence(10), f"Customer wrote from {fake.ascii_email()} that the invoice is wrong."]), "seldom": lambda: pick([fake.sentence(9)] * 7 + [f"Please call Mr. Smith, {self.form('(%##) %##-####')} tomorrow."]), "doctor": lambda: f"Patient seen by Dr. {fake.last_name()} for {pick(['chest pain', 'a fever', 'knee pain'])}, reachable at {self.form('0%## #######')}."},
        }  # fmt: skip

    def numbers(self) -> dict[str, dict[str, Make]]:
        """Identifiers, payment, pay and health."""
        fake, rng, pick = self.fake, self.rng, self.rng.choice
        illness = [
            "Diabetes mellitus",
            "Hypertension",
            "Asthma",
            "Pneumonia",
            "Fracture of femur",
            "Anxiety disorder",
            "Migraine",
            "Anaemia",
            "Chronic kidney disease",
            "Gastritis",
            "Sepsis",
            "Hypothyroidism",
        ]
        drugs = [
            "Paracetamol",
            "Metformin",
            "Aspirin",
            "Warfarin",
            "Insulin",
            "Amlodipine",
            "Simvastatin",
            "Prednisone",
            "Furosemide",
            "Morphine",
            "Diazepam",
            "Heparin",
        ]
        return {
            "us_ssn": {"dashed": lambda: f"{rng.randint(1, 665):03d}-{rng.randint(1, 99):02d}-{rng.randint(1, 9999):04d}", "bare": lambda: f"{rng.randint(1, 665):03d}{rng.randint(1, 99):02d}{rng.randint(1, 9999):04d}", "masked": lambda: f"***-**-{rng.randint(0, 9999):04d}"},
            "national_id": {"local": lambda: fake.ssn(), "letters": lambda: self.form("@@######@"), "long": lambda: self.form("%##########"), "dashed": lambda: self.form("######-####")},
            "tax_id": {"ein": lambda: self.form("%#-#######"), "vat": lambda: self.form(pick(["ATU########", "FR###########", "NL#########B0#", "IT###########"])), "digits": lambda: self.form("###########")},
            "passport": {"two": lambda: self.form("@@#######"), "one": lambda: self.form("@########"), "digits": lambda: self.form("%########")},
            "driver_license": {"us": lambda: self.form("@#######"), "uk": lambda: self.form("@@@@@######@@#@@"), "digits": lambda: self.form("%########")},
            "npi": {"npi": lambda: self.luhn("80840" + self.form("1########"))[5:], "number": lambda: int(self.luhn("80840" + self.form("1########"))[5:])},
            "dea": {"dea": self.dea},
            "voter_id": {"india": lambda: self.form("@@@#######"), "digits": lambda: self.form("1########")},
            "credit_card": {"visa": lambda: self.luhn(self.form("4##############")), "spaced": lambda: self.grouped(self.luhn(self.form("5%#############")), " "), "dashed": lambda: self.grouped(self.luhn(self.form("4##############")), "-"), "amex": lambda: self.luhn(self.form("37############")), "number": lambda: int(self.luhn(self.form("4##############"))), "masked": lambda: self.form("**** **** **** ####")},
            "card_security_code": {"three": lambda: self.form("###"), "number": lambda: rng.randint(100, 999), "four": lambda: self.form("####")},
            "card_expiry": {"slash": lambda: f"{rng.randint(1, 12):02d}/{rng.randint(25, 33)}", "long": lambda: f"{rng.randint(1, 12):02d}/20{rng.randint(25, 33)}", "dash": lambda: f"20{rng.randint(25, 33)}-{rng.randint(1, 12):02d}"},
            "iban": {"local": lambda: fake.iban(), "spaced": lambda: self.grouped(fake.iban(), " ")},
            "swift_bic": {"eight": lambda: fake.swift(8), "eleven": lambda: fake.swift(11)},
            "bank_account": {"digits": lambda: self.form("%#########"), "local": lambda: fake.bban(), "eight": lambda: self.form("########")},
            "bank_routing": {"aba": self.aba, "sort": lambda: self.form("##-##-##"), "six": lambda: self.form("######")},
            "crypto_wallet": {"ether": lambda: "0x" + self.text(HEX, 40), "old": lambda: pick("13") + self.text("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", 33), "segwit": lambda: "bc1q" + self.text("023456789acdefghjklmnpqrstuvwxyz", 38)},
            "salary": {"yearly": lambda: rng.randint(18, 190) * 1000, "monthly": lambda: round(rng.uniform(1500, 9900), 2), "words": lambda: f"{rng.randint(20, 180)},000 USD", "text": lambda: f"{rng.randint(1500, 9000)}.00"},
            "income": {"yearly": lambda: rng.randint(5000, 320000), "bands": lambda: pick(["<10k", "10k-25k", "25k-50k", "50k-100k", ">100k"]), "float": lambda: round(rng.uniform(8000, 160000), 2)},
            "credit_score": {"fico": lambda: rng.randint(310, 850), "text": lambda: str(rng.randint(420, 840))},
            "medical_record_number": {"prefixed": lambda: self.form("MRN-######"), "digits": lambda: self.form("########"), "letter": lambda: self.form("P######")},
            "icd_code": {"ten": lambda: self.form(pick(["@##.#", "@##", "@##.##"])), "nine": lambda: self.form("###.#"), "common": lambda: pick(["I10", "E11.9", "J18.9", "N18.3", "F41.1", "M17.0", "K29.7", "D64.9"])},
            "diagnosis": {"words": lambda: pick(illness), "long": lambda: f"{pick(illness)}, {pick(['unspecified', 'acute', 'chronic', 'left side', 'with complication'])}", "capitals": lambda: pick(illness).upper()},
            "medication": {"name": lambda: pick(drugs), "dose": lambda: f"{pick(drugs)} {rng.choice([5, 10, 25, 50, 100])}mg {pick(['tablet', 'capsule', 'IV'])}", "capitals": lambda: pick(drugs).upper()},
            "health_measure": {"pressure": lambda: f"{rng.randint(95, 175)}/{rng.randint(55, 105)}", "pulse": lambda: rng.randint(48, 130), "bmi": lambda: round(rng.uniform(17, 41), 1), "weight": lambda: round(rng.uniform(42, 130), 1), "unit": lambda: f"{rng.randint(70, 190)} mg/dL"},
            "blood_type": {"abo": lambda: pick(["A+", "B+", "AB+", "O+", "A-", "B-", "AB-", "O-"]), "words": lambda: pick(["A pos", "O neg", "B pos", "AB pos"]), "bare": lambda: pick(["A", "B", "AB", "O"])},
            "insurance_id": {"prefixed": lambda: self.form("@@@#########"), "dashed": lambda: self.form("POL-###-######"), "digits": lambda: self.form("%#########"), "german": lambda: self.form("@#########")},
        }  # fmt: skip

    def things(self) -> dict[str, dict[str, Make]]:
        """Credentials, what is online, places, vehicles and pictures."""
        fake, rng, pick = self.fake, self.rng, self.rng.choice
        return {
            "password": {"chosen": lambda: f"{pick(['Summer', 'dragon', 'qwerty', 'Passw0rd', 'hunter', 'letmein'])}{rng.randint(1, 9999)}{pick('!?#')}", "made": lambda: self.text(ALNUM + "!$%&#", 9, 16), "bcrypt": lambda: "$2a$10$" + self.text(ALNUM + "./", 53), "sha": lambda: self.text(HEX, 64), "argon": lambda: f"$argon2id$v=19$m=65536,t=3,p=4${self.text(ALNUM, 22)}${self.text(ALNUM, 43)}"},
            "api_key": {"aws": lambda: "AKIA" + self.text(UPPER + "234567", 16), "google": lambda: "AIza" + self.text(ALNUM + "-_", 35), "hex": lambda: self.text(HEX, 40), "slack": lambda: f"xoxb-{self.form('###########')}-{self.text(ALNUM, 24)}", "plain": lambda: self.text(ALNUM, 32)},
            "jwt": {"hs": lambda: f"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ{self.text(ALNUM, 30, 60)}.{self.text(ALNUM + '-_', 43)}"},
            "private_key": {"pem": lambda: f"-----BEGIN PRIVATE KEY-----\n{self.text(ALNUM, 64)}\n-----END PRIVATE KEY-----", "ssh": lambda: f"-----BEGIN OPENSSH PRIVATE KEY-----\n{self.text(ALNUM, 70)}\n-----END OPENSSH PRIVATE KEY-----"},
            "connection_string": {"mysql": lambda: f"mysql://{self.text(LOWER, 5)}:{self.text(ALNUM, 8)}@10.0.{rng.randint(0, 255)}.{rng.randint(1, 254)}/shop", "jdbc": lambda: f"jdbc:sqlserver://db{rng.randint(1, 9)};user=sa;password={self.text(ALNUM, 9)}", "mongo": lambda: f"mongodb+srv://app:{self.text(ALNUM, 12)}@cluster{rng.randint(0, 9)}.example.net/prod"},
            "session_token": {"hex": lambda: self.text(HEX, 32), "long": lambda: self.text(ALNUM + "-_", 43), "uuid": lambda: fake.uuid4()},
            "url": {"url": lambda: f"https://www.{self.text(LOWER, 4, 9)}.{pick(['com', 'org', 'de', 'io'])}/{self.text(LOWER, 0, 8)}", "bare": lambda: f"www.{self.text(LOWER, 4, 9)}.com", "uri": lambda: fake.uri()},
            "ip_address": {"v4": lambda: fake.ipv4(), "private": lambda: f"10.{rng.randint(0, 9)}.{rng.randint(0, 255)}.{rng.randint(1, 254)}", "v6": lambda: fake.ipv6(), "port": lambda: f"{fake.ipv4()}:{rng.randint(1024, 65535)}"},
            "mac_address": {"colons": lambda: fake.mac_address(), "dots": lambda: self.form("~~~~.~~~~.~~~~")},
            "device_id": {"imei": lambda: self.luhn("35" + self.form("############")), "uuid": lambda: fake.uuid4(), "capital": lambda: fake.uuid4().upper(), "hex": lambda: self.text(HEX, 16)},
            "user_agent": {"ua": lambda: fake.user_agent()},
            "cookie": {"pairs": lambda: f"session={self.text(ALNUM, 20)}; lang={pick(['en', 'de'])}", "ga": lambda: f"GA1.2.{self.form('%########')}.{self.form('1#########')}"},
            "gps_coordinates": {"latitude": lambda: round(rng.uniform(-60, 70), 6), "longitude": lambda: round(rng.uniform(-170, 170), 5), "pair": lambda: f"{rng.uniform(-60, 70):.5f},{rng.uniform(-170, 170):.5f}", "point": lambda: f"POINT({rng.uniform(-170, 170):.4f} {rng.uniform(-60, 70):.4f})", "text": lambda: f"{rng.uniform(45, 49):.4f}"},
            "vin": {"vin": lambda: self.text("ABCDEFGHJKLMNPRSTUVWXYZ", 3) + self.text("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", 14)},
            "license_plate": {"local": lambda: fake.license_plate(), "german": lambda: f"{self.text(UPPER, 1, 3)}-{self.text(UPPER, 1, 2)} {rng.randint(1, 9999)}", "us": lambda: self.form("@@@-####"), "uk": lambda: self.form("@@## @@@")},
            "photo": {"link": lambda: f"https://img.example.org/users/{self.form('######')}.png", "file": lambda: f"uploads/photos/{self.text(LOWER, 6)}.jpeg", "bytes": lambda: b"\x89PNG" + rng.randbytes(24)},
            "biometric": {"code": lambda: f"fp_{self.text(ALNUM, 24)}", "base64": lambda: base64.b64encode(rng.randbytes(48)).decode()},
            "signature": {"file": lambda: f"sign/{self.form('######')}.svg", "base64": lambda: base64.b64encode(rng.randbytes(48)).decode()},
        }  # fmt: skip

    def labels(self) -> Mapping[str, dict[str, Make]]:
        """All of them."""
        return {**self.people(), **self.numbers(), **self.things()}

    def few(self, make: Make, number: int) -> Make:
        """Some values again and again."""
        pool: list[object] = []

        def again() -> object:
            if not pool:
                pool.extend(make() for _ in range(number))
            return self.rng.choice(pool)

        return again

    def first(self, providers: tuple[str, ...]) -> Make:
        """The first provider that the locale has."""
        for name in providers:
            if hasattr(self.fake, name):
                return lambda: getattr(self.fake, name)()
        return lambda: self.rng.choice(["North", "South", "East", "West"])

    def grouped(self, digits: str, by: str) -> str:
        """Groups of four."""
        return by.join(digits[at : at + 4] for at in range(0, len(digits), 4))

    def aba(self) -> str:
        """A valid routing number of the United States."""
        digits = [0, self.rng.randint(1, 9), *(self.rng.randint(0, 9) for _ in range(6))]
        total = sum(a * b for a, b in zip(digits, (3, 7, 1) * 3, strict=False))
        return "".join(map(str, digits)) + str(-total % 10)

    def dea(self) -> str:
        """A valid number of the Drug Enforcement Administration."""
        digits = [self.rng.randint(0, 9) for _ in range(6)]
        check = (sum(digits[::2]) + 2 * sum(digits[1::2])) % 10
        return self.form("A@") + "".join(map(str, digits)) + str(check)
