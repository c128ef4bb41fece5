"""Cards, accounts, banks, wallets, pay."""

# ruff: noqa: E501  a table reads best with one entry a line

from pursight.classification.patterns.countries import ALPHA2
from pursight.classification.patterns.pattern import Pattern, Reach

_CARD = (
    r"(?:4\d{12}(?:\d{3}){0,2}|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}|"
    r"3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d{2}|4[4-9]\d)\d{12}(?:\d{3})?|(?:2131|1800|35\d{3})\d{11}|"
    r"(?:5[06-9]|6\d)\d{10,17}|62\d{14,17})"
)
_CARD_GROUPED = r"(?:[3-6]\d{3}|2[2-7]\d{2})[ -]\d{4}[ -]\d{4}[ -]\d{4}(?:[ -]\d{3})?|3[47]\d{2}[ -]\d{6}[ -]\d{5}|3[068]\d{2}[ -]\d{6}[ -]\d{4}"

PAYMENT = (
    Pattern("credit_card", "bare", _CARD, 0.95, "luhn_card"),
    Pattern("credit_card", "grouped", _CARD_GROUPED, 0.96, "luhn_card"),
    Pattern("credit_card", "masked", r"(?:[*Xx\xe2\x80\xa2]{4,}[ -]?){1,3}\d{4}|\d{4,6}[*Xx]{5,9}\d{4}|(?:[*Xx]{4}[ -]){3}\d{4}", 0.85),
    Pattern("credit_card", "any", r"\d{12,19}|(?:\d{4}[ -]){3}\d{1,7}|\d{4}[ -]\d{6}[ -]\d{4,5}"),
    Pattern("credit_card", "embedded", r"\b(?:[3-6]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})\b", 0.0, "luhn_card", reach=Reach.PROSE),
    Pattern("card_security_code", "digits", r"\d{3,4}"),
    Pattern("card_expiry", "short", r"(?:0[1-9]|1[0-2]) ?[/-] ?\d{2}", 0.85),
    Pattern("card_expiry", "long", r"(?:0[1-9]|1[0-2])[/-]20[1-4]\d", 0.75),
    Pattern("card_expiry", "iso", r"20[1-4]\d[-/](?:0[1-9]|1[0-2])", 0.1),
    Pattern("card_expiry", "part", r"0?[1-9]|1[0-2]|20[1-4]\d|(?:0[1-9]|1[0-2])[1-4]\d|[1-4]\d"),
    Pattern("iban", "cell", r"(?i:[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2}[A-Z0-9]{3}(?: ?[A-Z0-9]){0,23})", 0.97, "iban"),
    Pattern("iban", "form", r"[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2}[A-Z0-9]{3}(?: ?[A-Z0-9]){0,23}", 0.4),
    Pattern("iban", "embedded", r"\b[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){3,7}[A-Z0-9]{0,3}\b", 0.0, "iban_first", reach=Reach.PROSE),
    Pattern("swift_bic", "eleven", r"[A-Z]{4}(?:" + ALPHA2 + r")[A-Z0-9]{2}[A-Z0-9]{3}", 0.9),
    Pattern("swift_bic", "eight", r"[A-Z]{4}(?:" + ALPHA2 + r")[A-Z0-9]{2}", 0.85),
    Pattern("swift_bic", "any", r"[A-Z0-9]{8}(?:[A-Z0-9]{3})?"),
    Pattern("bank_account", "digits", r"\d{4,20}"),
    Pattern("bank_account", "bban", r"[A-Z]{4}\d{13,20}", 0.6),
    Pattern("bank_account", "any", r"[A-Z0-9][A-Z0-9 ./*-]{3,}"),
    Pattern("bank_account", "pl", r"\d{2} ?(?:\d{4} ?){5}\d{4}", 0.95, "nrb", "PL"),
    Pattern("bank_account", "cz", r"(?:\d{2,6}-)?\d{7,10}/\d{4}", 0.85, "", "CZ"),
    Pattern("bank_account", "clabe", r"\d{18}", 0.6, "clabe"),
    Pattern("bank_routing", "aba", r"(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}", 0.85, "aba", "US"),
    Pattern("bank_routing", "aba_unpadded", r"\d{8,9}"),
    Pattern("bank_routing", "sort_code", r"\d{2}-\d{2}-\d{2}", 0.75, "", "GB"),
    Pattern("bank_routing", "ifsc", r"[A-Z]{4}0[A-Z0-9]{6}", 0.93, "", "IN"),
    Pattern("bank_routing", "bsb", r"\d{3}-\d{3}", 0.35, "", "AU"),
    Pattern("bank_routing", "blz", r"[1-8]\d{2} ?\d{3} ?\d{2}", 0.0, "", "DE"),
    Pattern("bank_routing", "short", r"\d{3,6}"),
    Pattern("crypto_wallet", "bitcoin", r"[13][1-9A-HJ-NP-Za-km-z]{25,34}", 0.9),
    Pattern("crypto_wallet", "bitcoin_checked", r"[13][1-9A-HJ-NP-Za-km-z]{25,34}", 0.97, "base58"),
    Pattern("crypto_wallet", "segwit", r"(?:bc1|tb1|ltc1)[02-9ac-hj-np-z]{11,87}", 0.97),
    Pattern("crypto_wallet", "ethereum", r"0x[0-9a-fA-F]{40}", 0.97),
    Pattern("crypto_wallet", "other", r"(?:[LM][1-9A-HJ-NP-Za-km-z]{26,33}|D[5-9A-HJ-NP-U][1-9A-HJ-NP-Za-km-z]{32}|r[1-9A-HJ-NP-Za-km-z]{24,34}|addr1[0-9a-z]{50,}|T[1-9A-HJ-NP-Za-km-z]{33})", 0.85),
    Pattern("crypto_wallet", "any", r"[0-9A-Za-z:]{20,}"),
    Pattern("credit_score", "range", r"[3-8]\d{2}"),
)  # fmt: skip
