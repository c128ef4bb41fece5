"""Words that stand where a value is missing: they say nothing of what a column holds (pure)."""

# ruff: noqa: E501  a word list stays whole

from collections.abc import Sequence

from pursight.classification.tokens import fold

_LONGEST = 20
_TEXT = (
    "unknown|unk|unkn|n.a.|n.a|n/a.|#n/a|#na|n.v.t.|nvt|tbd|tba|tbc|todo|nil|null|none|undefined|missing|empty|blank|(blank)|(null)|(none)|<null>|"
    "not available|not applicable|not provided|not given|not specified|not known|not stated|no data|no value|not set|unspecified|withheld|redacted|xxx|xxxx|"
    "---|----|...|..|_|*|**|***|unbekannt|k.a.|k. a.|keine angabe|keine angaben|ohne angabe|nicht angegeben|entfällt|leer|fehlt|"
    "inconnu|inconnue|non renseigné|non renseigne|n.c.|s.o.|néant|non communiqué|desconocido|desconocida|sin datos|no disponible|s/d|no consta|no aplica|ninguno|"
    "sconosciuto|non disponibile|n.d.|non indicato|desconhecido|não informado|nao informado|sem informação|onbekend|niet bekend|geen|brak|brak danych|nieznany|"
    "neznámý|neuvedeno|neznáme|okänd|saknas|ukendt|ukjent|tuntematon|ei tietoa|ismeretlen|nincs adat|nincs|necunoscut|bilinmiyor|yok|belirtilmemiş|"
    "nepoznato|неизвестно|нет данных|нет|невідомо|неизвестен|άγνωστο|未知|不详|无|不明|未入力|なし|該当なし|알수없음|미상|없음|غير معروف|لا يوجد|tidak ada|tidak diketahui|không có"
)  # fmt: skip
_WORDS = frozenset(fold(word) for word in _TEXT.split("|"))


def is_placeholder(value: str) -> bool:
    """Whether a cell says that there is nothing to say, in one of some twenty languages."""
    return len(value) <= _LONGEST and fold(value) in _WORDS


def without_placeholders(sample: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Leave them out of a sample, unless most of its cells are such: the rest must still tell."""
    kept = [one for one in sample if not is_placeholder(one[0])]
    cells = sum(count for _, count in kept)
    return kept if 2 * cells > sum(count for _, count in sample) else list(sample)
