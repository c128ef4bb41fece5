"""Invented numbers with check digits that hold: cards, IBANs, social security numbers."""

import random

IBAN_SHAPES = {"DE": 18, "FR": 23, "ES": 20, "IT": 23, "NL": 14, "PL": 24, "SE": 20, "GB": 18}
"""Country code: length of the account part, after the two check digits (ISO 13616)."""


def card_number(choose: random.Random) -> str:
    """A sixteen-digit Visa or Mastercard number (ISO/IEC 7812: Luhn holds)."""
    start = choose.choice(("4", "51", "53", "55"))
    body = start + "".join(choose.choices("0123456789", k=15 - len(start)))
    total = 0
    for place, digit in enumerate(map(int, reversed(body))):
        doubled = digit * 2 if place % 2 == 0 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return body + str(-total % 10)


def iban(country: str, choose: random.Random) -> str:
    """An account number of the country, Germany's where it has none (ISO 13616: mod 97 is 1)."""
    place = country if country in IBAN_SHAPES else "DE"
    length = IBAN_SHAPES[place]
    letters = {"NL": "INGB", "GB": "NWBK", "IT": "X"}.get(place, "")
    account = letters + "".join(choose.choices("0123456789", k=length - len(letters)))
    as_digits = "".join(str(int(c, 36)) for c in f"{account}{place}00")
    return f"{place}{98 - int(as_digits) % 97:02}{account}"


def social_security_number(choose: random.Random) -> str:
    """A number of the United States' form, from the areas that were given out."""
    area = choose.choice([n for n in range(1, 772) if n != 666])
    return f"{area:03}-{choose.randint(1, 99):02}-{choose.randint(1, 9999):04}"


def ip_address(choose: random.Random) -> str:
    """An address of the networks kept for documentation (RFC 5737)."""
    return f"{choose.choice(('192.0.2', '198.51.100', '203.0.113'))}.{choose.randint(1, 254)}"


def hex_token(choose: random.Random, length: int) -> str:
    """Random lower-case hexadecimal digits."""
    return "".join(choose.choices("0123456789abcdef", k=length))
