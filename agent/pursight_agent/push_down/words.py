"""The words of one SQL dialect that push-down composes its statements of (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pursight_agent.push_down.kinds import Family


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregates:
    """Expressions of one dialect for push-down; `{c}` is the column, quoted."""

    functions: str = ""
    """What stands before the names of aggregates, where a database may have others of that name."""
    count: str = "COUNT({x})"
    distinct: str = "COUNT(DISTINCT {c})"
    distinct_error: float | None = None
    """Relative standard error of `distinct`, from its maker's word; None when it is exact."""
    text: str = "{c}"
    """A text so that letters of two cases, and accents, are different."""
    length: str = "LENGTH({c})"
    octets: str = "OCTET_LENGTH({c})"
    total: str = "SUM(CAST({c} AS DECIMAL(38, 0)))"
    """The exact sum of integers."""
    total_low: str = ""
    """Where integers overflow in `total`: that is the sum of all above 32 bits, this of those."""
    total_decimal: str = "SUM({c})"
    double: str = "CAST({c} AS DOUBLE PRECISION)"
    deviation: str = "STDDEV_POP({x})"
    """The deviation of the population; `{x}` is a double."""
    variance: str = ""
    """Where a dialect has no `deviation`: the mean square from the mean `{m}`, in a second pass."""
    number: str = "1 = 1"
    """A condition that leaves out what is not a number."""
    finite: str = "1 = 1"
    """A condition that also leaves out the infinities."""
    true: str = "{c}"
    """The condition that a boolean is true."""
    dialect: str = ""
    """SQLAlchemy's name for what rules are written in; empty: rules are checked at the agent."""
    literals: Mapping[Family, str] = field(default_factory=dict)
    """How a value of a family is written, where it is more than its digits; `{v}` is its text."""
    pattern: str = ""
    """The condition that text `{x}` matches the literal expression `{p}` somewhere."""
    re2: bool = False
    """Whether expressions mean in `pattern` all that they mean at the agent."""
