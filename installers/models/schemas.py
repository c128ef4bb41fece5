"""Whole tables for training: subjects, names in many styles, dirt, neighbours."""

# ruff: noqa: E501, S311  lists stay whole; chance that can be repeated

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyarrow as pa
from clean import ordinary, promising  # type: ignore[import-not-found]
from values import LOCALES, Values  # type: ignore[import-not-found]

from pursight.classification.column_names import FAIR, STRONG, lexicon

_ROWS = (0, 3, 8, 20, 40, 60, 60, 100, 100, 150, 300)
_SUBJECTS = {
    "customers": "email phone address city region country postal_code person_name person_name gender date_of_birth organization username credit_card iban",
    "employees": "person_name person_name email phone job_title salary date_of_birth gender us_ssn national_id address marital_status bank_account photo nationality trade_union religion",
    "patients": "person_name date_of_birth gender race_ethnicity marital_status religion medical_record_number insurance_id diagnosis icd_code medication health_measure health_measure blood_type phone address us_ssn age",
    "encounters": "diagnosis icd_code medication health_measure health_measure npi dea free_text_pii medical_record_number",
    "accounts": "username password email session_token ip_address api_key social_handle cookie user_agent device_id photo",
    "sessions": "session_token ip_address user_agent cookie device_id mac_address jwt url gps_coordinates",
    "payments": "credit_card card_expiry card_security_code iban swift_bic bank_account bank_routing crypto_wallet person_name",
    "suppliers": "organization person_name phone email address city country postal_code tax_id url iban",
    "citizens": "national_id passport driver_license voter_id tax_id person_name date_of_birth nationality political_opinion address gender",
    "applicants": "person_name email age income credit_score job_title organization marital_status us_ssn driver_license",
    "members": "person_name username email religion political_opinion sexual_orientation trade_union race_ethnicity age biometric signature",
    "vehicles": "vin license_plate gps_coordinates driver_license insurance_id",
    "services": "api_key private_key connection_string password jwt url ip_address",
    "devices": "device_id mac_address ip_address gps_coordinates user_agent",
    "tickets": "free_text_pii email person_name phone",
    "orders": "address city country postal_code person_name phone free_text_pii",
    "products": "", "events": "ip_address url", "metrics": "", "films": "", "invoices": "organization tax_id iban", "readings": "gps_coordinates", "stock": "", "genes": "",
}  # fmt: skip
_OPAQUE = (
    "col{n}",
    "c_{n}",
    "field{n}",
    "attribute_{n}",
    "var{n}",
    "f{n}",
    "x{n}",
    "zz_{n}",
    "data{n}",
    "Unnamed: {n}",
    "column{n}",
    "{n}",
    "k{n}",
    "val_{n}",
)
_WRONG = (
    "status",
    "code",
    "type",
    "info",
    "remark",
    "reference",
    "misc",
    "value",
    "text1",
    "comment",
    "extra",
    "other",
    "content",
    "sku",
    "title",
    "item",
    "label",
    "batch_no",
    "flag",
    "description",
)
_BEFORE = (
    "cust",
    "customer",
    "user",
    "emp",
    "patient",
    "contact",
    "primary",
    "billing",
    "home",
    "work",
    "client",
    "member",
    "my",
    "main",
    "old",
    "new",
    "tbl",
    "src",
    "employee",
    "person",
    "p",
    "s",
)
_AFTER = (
    "1",
    "2",
    "txt",
    "val",
    "value",
    "no",
    "num",
    "str",
    "raw",
    "orig",
    "field",
    "new",
    "old",
    "data",
)
_OWN = {
    "email": "mailaddr e_post eposta mail_1 login_mail", "phone": "gsm_no cep_tel call_no natel tel1 ph_num", "person_name": "adi soyadi jmeno imie nazwisko etunimi client_nm contact_person insured signee",
    "date_of_birth": "dogum_tarihi born_on birthdt d_o_b fodselsdato", "address": "adres ulica cim residence_line adr1 str_nr", "city": "sehir miasto by_navn orasul place_name", "postal_code": "posta_kodu kod_pocztowy zipno irsz", "salary": "maas pay_amount wage_eur comp_base",
    "national_id": "tc_kimlik_no cnp rodne_cislo egn personnr ahv_nr", "health_measure": "hba1c_value creatinine pulse_bpm spo2_pct lab_result_num", "credit_card": "kart_no pan_nr ccnumber card_num_full", "gps_coordinates": "geo_lat geo_lon wgs84 loc_point", "password": "parola sifre pass_hash secret_word", "username": "kullanici_adi nick login_nm account_name", "device_id": "imei_nr idfa hw_id", "session_token": "sid sess_key auth_cookie", "job_title": "meslek unvan position_title role_name", "organization": "firma_adi sirket company_nm employer_org",
    "free_text_pii": "notes note comments remarks body description message case_text", "medical_record_number": "mrn pat_no chart_no hosp_no", "insurance_id": "member_no policy_id ins_no payer_id", "bank_account": "hesap_no acct_nbr konto_nr account_no", "income": "gelir annual_inc hh_income", "photo": "foto picture_path avatar img_url", "icd_code": "icd dx_code icd9_cd icd10cm", "diagnosis": "dx_text tani condition_name", "medication": "ilac drug rx_name med_desc",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column of a training table."""

    label: str
    name: str
    values: pa.Array
    group: str


@dataclass(frozen=True)
class Table:
    """A table with the names that its columns' neighbours see."""

    name: str
    columns: tuple[Column, ...]


def tables(seed: int, number: int) -> Iterator[Table]:
    """So many tables, the same for the same seed."""
    rng = random.Random(seed)
    named = _names()
    makers = {locale: Values(rng, locale) for locale in LOCALES}
    for _ in range(number):
        yield _Schema(rng, named, makers[rng.choice(LOCALES)]).table()


class _Schema:
    """The habits of one table: its style of names, how dirty it is, how many rows it has."""

    def __init__(self, rng: random.Random, named: dict[str, list[str]], of: Values) -> None:
        self.rng, self.named, self.of = rng, named, of
        self.rows = rng.choice(_ROWS)
        self.style = rng.choice(
            ("snake", "snake", "camel", "Pascal", "UPPER", "kebab", "joined", "spaced")
        )
        self.hidden = rng.random() < 0.13
        self.dirt = rng.choice((0.0, 0.0, 0.02, 0.05, 0.1, 0.2))
        self.before = rng.choice(_BEFORE) if rng.random() < 0.25 else ""

    def table(self) -> Table:
        """Draw the columns."""
        rng = self.rng
        subject = rng.choice(list(_SUBJECTS))
        sensitive = _SUBJECTS[subject].split()
        labels = rng.sample(sensitive, min(len(sensitive), rng.randint(2, 9)))
        if rng.random() < 0.75:  # so that rare labels come often enough, wherever they stand
            labels += rng.choices(list(self.of.labels()), k=rng.randint(2, 6))
        columns = [self.sensitive(label) for label in labels]
        plain = ordinary(self.of)
        columns += [
            self.plain(kind, plain) for kind in rng.choices(list(plain), k=rng.randint(3, 9))
        ]
        if rng.random() < 0.6:
            columns += [self.promising() for _ in range(rng.randint(1, 3))]
        rng.shuffle(columns)
        name = self.styled(
            rng.choice(
                (subject, subject, f"t_{subject}", f"{subject}_hist", "data", "tbl1", "export")
            )
        )
        return Table(f"T{rng.randint(1, 99)}" if self.hidden else name, tuple(columns))

    def sensitive(self, label: str) -> Column:
        """A column of a label, under a name that tells, hints, hides or misleads."""
        rng, kinds = self.rng, self.of.labels()[label]
        kind = rng.choice(list(kinds))
        drawn = rng.random()
        blind = kind in _BLIND.get(label, ())
        if self.hidden or (drawn < 0.18 and not blind):
            name = self.opaque()
        elif drawn < 0.26 and not blind:
            name = self.styled(rng.choice(_WRONG))
        else:
            name = self.telling(label)
        # What nobody could know without a telling name has the label that one can know.
        right = "none" if blind and self.hidden else label
        group = f"{label}:{kind}" if len(kinds) >= 3 else f"locale:{self.of.locale}"
        return Column(right, name, self.array(kinds[kind]), group)

    def plain(self, kind: str, kinds: dict) -> Column:
        """A column of nothing."""
        names, make = kinds[kind]
        name = (
            self.opaque()
            if self.hidden or self.rng.random() < 0.15
            else self.styled(self.rng.choice(names))
        )
        return Column("none", name, self.array(make), f"none:{kind}")

    def promising(self) -> Column:
        """`email_verified` and the like."""
        kind, (endings, make) = self.rng.choice(list(promising(self.of).items()))
        label = self.rng.choice(list(self.named))
        phrase = self.rng.choice(self.named[label])
        name = self.styled(f"{phrase} {self.rng.choice(endings)}")
        if kind == "flag" and self.rng.random() < 0.3:
            name = self.styled(f"{self.rng.choice(('is', 'has'))} {phrase}")
        if kind in ("flag", "moment") and self.rng.random() < 0.3 and label not in _CHOICES:
            name = self.styled(phrase)  # the values contradict it
        return Column(
            "none", self.opaque() if self.hidden else name, self.array(make), f"promising:{kind}"
        )

    def telling(self, label: str) -> str:
        """A name of a label: from the lexicon, our own, worn down or with something around it."""
        rng = self.rng
        own = _OWN.get(label, "").split()
        phrase = rng.choice(own) if own and rng.random() < 0.3 else rng.choice(self.named[label])
        if rng.random() < 0.12:
            phrase = worn(phrase)
        if self.before and rng.random() < 0.5:
            phrase = f"{self.before} {phrase}"
        if rng.random() < 0.12:
            phrase = f"{phrase} {rng.choice(_AFTER)}"
        return self.styled(phrase)

    def opaque(self) -> str:
        """A name that says nothing, or none at all."""
        if self.rng.random() < 0.2:
            return ""
        return self.rng.choice(_OPAQUE).format(n=self.rng.randint(0, 60))

    def styled(self, phrase: str) -> str:
        """Words in the table's style."""
        words = [word for word in re.split(r"[ _]+", phrase) if word]
        return _STYLES[self.style](words)

    def array(self, make) -> pa.Array:
        """Values with the table's dirt; texts where they do not fit one type."""
        rng = self.rng
        try:
            made = [make() for _ in range(self.rows)]
        except AttributeError:  # the locale has no such provider
            made = [None] * self.rows
        if self.dirt and made and isinstance(made[0], str):
            wrong = ("n/a", "", "-", "unknown", "?", "test", "x", "0", "see notes", "TBD")
            made = [
                rng.choice(wrong)
                if rng.random() < self.dirt
                else f"{one} "
                if rng.random() < self.dirt / 2
                else one
                for one in made
            ]
        if self.dirt:
            made = [None if rng.random() < self.dirt else one for one in made]
        if rng.random() < 0.12:  # a file without types
            made = [one if one is None or isinstance(one, bytes) else str(one) for one in made]
        try:
            return pa.array(made)
        except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
            return pa.array([None if one is None else str(one) for one in made])


_STYLES: dict[str, Callable[[list[str]], str]] = {
    "snake": "_".join,
    "camel": lambda words: words[0] + "".join(word.title() for word in words[1:]),
    "Pascal": lambda words: "".join(word.title() for word in words),
    "UPPER": lambda words: "_".join(words).upper(),
    "kebab": "-".join,
    "joined": "".join,
    "spaced": lambda words: " ".join(word.title() for word in words),
}
_CHOICES = {"gender", "health_measure", "trade_union", "card_expiry", "date_of_birth"}
_BLIND = {
    "age": ("years", "text", "float"), "card_security_code": ("three", "number", "four"), "salary": ("yearly", "monthly", "text"), "income": ("yearly", "float", "bands"), "credit_score": ("fico", "text"), "bank_account": ("digits", "eight"),
    "bank_routing": ("six",), "medical_record_number": ("digits", "letter"), "insurance_id": ("digits", "german"), "national_id": ("long", "letters"), "health_measure": ("pulse", "bmi", "weight"), "passport": ("digits", "one", "two"), "driver_license": ("digits", "us"),
    "voter_id": ("digits", "india"), "tax_id": ("digits",), "session_token": ("uuid", "hex", "long"), "device_id": ("uuid", "capital", "hex"), "api_key": ("hex", "plain"), "password": ("sha",), "biometric": ("base64",), "signature": ("base64",), "trade_union": ("member",), "postal_code": ("number", "us5"),
    "date_of_birth": ("children", "year"), "gender": ("codes",), "blood_type": ("bare",), "person_name": ("letter", "unknown"), "us_ssn": ("bare",), "phone": ("us_digits",), "address": ("unit",), "gps_coordinates": ("text",),
}  # fmt: skip
"""Kinds that a telling name alone makes known: nobody could tell them from other numbers."""


def worn(phrase: str) -> str:
    """A phrase as hurried people write it: without vowels, or cut."""
    words = [w[0] + re.sub("[aeiou]", "", w[1:]) if len(w) > 4 else w for w in phrase.split()]
    return " ".join(words)


def _names() -> dict[str, list[str]]:
    """Label to phrases, from the lexicon that names are read by."""
    found: dict[str, list[str]] = {}
    for phrase, labels in sorted(lexicon().phrases.items()):
        for label, strength in labels:
            if strength >= FAIR and label != "none" and (strength >= STRONG or len(labels) == 1):
                found.setdefault(label, []).append(" ".join(phrase))
    return found
