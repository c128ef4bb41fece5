"""Shapes: what kind of text a cell is, whatever it may mean."""

# ruff: noqa: E501  a table reads best with one entry a line

from pursight.classification.patterns.pattern import LETTER, Pattern

MONTH = (
    r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|m\xc3\xa4r|mai|okt|dez|ene|abr|ago|dic|"
    r"f\xc3\xa9v|avr|juin|juil|ao\xc3\xbbt|d\xc3\xa9c|gen|mag|giu|lug|set|ott|fev|out)[a-z]{0,6}\.?"
)
_TIME = r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?(?:[AaPp][Mm]|Z|[+-]\d{2}:?\d{2}|UTC))?"

SHAPES = (
    Pattern("", "integer", r"[+-]?\d{1,}"),
    Pattern(
        "",
        "number",
        r"[+-]?(?:\d{1,}|\d{1,3}(?:[,. ']\d{3}){1,8})(?:[.,]\d{1,20})?(?:[eE][+-]?\d{1,3})?",
    ),
    Pattern(
        "",
        "money",
        r"(?:[$]|\xe2\x82\xac|\xc2\xa3|\xc2\xa5|USD|EUR|GBP|CHF|CAD|AUD|R[$])? ?-?"
        r"(?:\d{1,12}|\d{1,3}(?:[,. ']\d{3}){1,4})(?:[.,]\d{1,4})? ?"
        r"(?:[$]|\xe2\x82\xac|\xc2\xa3|\xc2\xa5|USD|EUR|GBP|CHF|CAD|AUD|[kK])?(?:/(?:h|hr|hour|yr|year|mo|month))?",
    ),
    Pattern(
        "",
        "flag",
        r"(?i:0|1|true|false|t|f|y|n|yes|no|ja|nein|oui|non|si|s\xc3\xad|nao|on|off|null|none|\\N)",
    ),
    Pattern("", "one_byte", r"[ -~]"),
    Pattern(
        "",
        "date",
        r"(?:(?:1[89]|20|21)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"
        r"|(?:0?[1-9]|[12]\d|3[01])[-/. ](?:0?[1-9]|[12]\d|3[01])[-/. ](?:(?:1[89]|20|21)\d{2}|\d{2})"
        r"|(?:0?[1-9]|[12]\d|3[01])\.?[-/. ]" + MONTH + r"[-/. ](?:(?:1[89]|20)\d{2}|\d{2})"
        r"|" + MONTH + r" (?:0?[1-9]|[12]\d|3[01]),? (?:1[89]|20)\d{2})(?:" + _TIME + r")?",
    ),
    Pattern("", "compact_date", r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"),
    Pattern("", "midnight", r"(?:19|20)\d{2}-\d{2}-\d{2}(?:[T ]00:00(?::00(?:\.0{1,9})?)?Z?)?"),
    Pattern("", "year", r"(?:19|20)\d{2}"),
    Pattern("", "words", LETTER + r"(?:" + LETTER + r"|[ .,'`/&()-]){0,}"),
    Pattern("", "word", LETTER + r"{1,}"),
    Pattern("", "code", r"[A-Za-z0-9](?:[A-Za-z0-9]|[ ./#-]){0,}"),
    Pattern("", "opaque", r"[A-Za-z0-9+/_.=-]{16,}"),
    Pattern("", "hex", r"(?:[0-9a-f]{16,}|[0-9A-F]{16,})"),
    Pattern(
        "",
        "uuid",
        r"\{?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\}?",
    ),
    Pattern("", "text", r"[ -~\x80-\xff]*"),
    Pattern("", "has_digit", r"[ -~\x80-\xff]*\d[ -~\x80-\xff]*"),
)
