"""One fact: what is true, what the scan said, and whether the two agree."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

_MOMENT = re.compile(
    r"(?P<second>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.(?P<fraction>\d+))?"
    r"(?P<zone>Z|\+00(?::?00)?)?"
)


@dataclass(frozen=True)
class Fact:
    """A comparison of one thing."""

    kind: str
    where: str
    expected: Any
    got: Any

    @property
    def right(self) -> bool:
        return bool(self.expected == self.got)


def extreme(value: Any) -> Any:
    """Spell a number, date or text so that equal ones compare equal."""
    if value is None or isinstance(value, bool):
        return value
    text = str(value)
    try:
        return Decimal(text)
    except InvalidOperation:
        pass
    moment = _MOMENT.fullmatch(text)
    if moment is None:
        return text
    fraction = (moment["fraction"] or "").rstrip("0")
    return f"{moment['second'].replace('T', ' ')} {fraction} {'UTC' if moment['zone'] else ''}"


def summary(facts: Iterable[Fact]) -> tuple[str, float]:
    """Lay out the share right per kind; also give the share over all."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for fact in facts:
        total[fact.kind] += 1
        right[fact.kind] += fact.right
    lines = [f"{'fact':<22}{'right':>9}{'of':>9}{'share':>11}"]
    lines += [
        f"{kind:<22}{right[kind]:>9,}{total[kind]:>9,}{right[kind] / total[kind]:>11.3%}"
        for kind in sorted(total)
    ]
    share = sum(right.values()) / max(sum(total.values()), 1)
    lines.append(f"{'all':<22}{sum(right.values()):>9,}{sum(total.values()):>9,}{share:>11.3%}")
    return "\n".join(lines), share
