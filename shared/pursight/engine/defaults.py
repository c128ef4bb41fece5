"""Default expressions of columns without the literals in them."""

import re

_HIDDEN = "'…'"

_TOKEN = re.compile(
    r"""
      (?P<dollar>\$(?P<tag>\w*)\$.*?(?:\$(?P=tag)\$|\Z))     # $$text$$ and $tag$text$tag$
    # 'text', also with ''. Behind \' one database is inside it and another outside: all is hidden.
    | (?P<quoted>'(?:[^'\\]|''|\\[^'])*(?:'|\\?\Z|\\'.*\Z)
        | "(?:[^"\\]|""|\\[^"])*(?:"|\\?\Z|\\".*\Z)
        | `[^`]*(?:`|\Z))
    | (?P<cast>::\s*)
    | (?P<number>\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d+)?(?![\w]))
    | (?P<word>[^\W\d][\w$]*(?:\.[^\W\d][\w$]*)*)
    | (?P<space>\s+)
    | (?P<sign>[-+*/%(),<>=|&~^!?:\[\].;])
    | (?P<odd>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_KEYWORDS = re.compile(
    r"""
      and|or|not|null|true|false|is|in|like|between|case|when|then|else|end|array|row|default
    | current_(?:date|time|timestamp|user|role|schema|catalog)|session_user|user
    | localtime(?:stamp)?|sysdate|systimestamp|interval|at|time|zone|with|without|collate
    | on|update|always|generated|by|as|identity|stored|virtual
    | year|month|day|hour|minute|second|date|timestamp
    """,
    re.VERBOSE | re.IGNORECASE,
)

_TYPE_WORDS = frozenset(["precision", "varying", "time", "zone", "with", "without", "unsigned"])


def without_literals(expression: str) -> str:
    """The expression with every text in it as `'…'`; numbers, functions and types stay.

    A name in quotes is hidden too, since SQLite and MySQL read some of them as texts, and so is a
    bare word that is neither a keyword, a function nor a type, since MySQL's catalog shows texts
    without quotes. What cannot be told apart is hidden.

    >>> without_literals("nextval('app.customer_id_seq'::regclass)")
    "nextval('…'::regclass)"
    """
    shown: list[str] = []
    in_type = False
    for token in _TOKEN.finditer(expression):
        kind, text = token.lastgroup, token.group()
        is_text = token["dollar"] is not None or kind in {"quoted", "odd"}
        if is_text or (kind == "word" and not _is_harmless(expression, token, in_type=in_type)):
            text = _HIDDEN
        if text == _HIDDEN and shown and shown[-1] == _HIDDEN:
            continue
        shown.append(text)
        in_type = kind == "cast" or (
            in_type and (kind == "space" or (kind == "word" and text.lower() in _TYPE_WORDS))
        )
    return "".join(shown)


def _is_harmless(expression: str, token: re.Match[str], *, in_type: bool) -> bool:
    called = expression[token.end() :].lstrip().startswith("(")
    return in_type or called or _KEYWORDS.fullmatch(token.group()) is not None
