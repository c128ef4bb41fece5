"""The compliance report as one HTML file that needs nothing else."""

from datetime import datetime
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pursight_server.reports import model, wording
from pursight_server.reports.model import Report


def render(report: Report) -> str:
    """Write the page; every name in it is escaped, nothing is loaded from elsewhere."""
    style = files("pursight_server.reports").joinpath("templates/compliance.css").read_text("utf-8")
    template = _environment().get_template("compliance.html.j2")
    # The style sheet is ours and holds no text from outside, so it needs no escaping.
    return template.render(report=report, style=Markup(style))  # noqa: S704


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pursight_server.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.filters |= {
        "number": wording.number,
        "percent": wording.percent,
        "plural": _plural,
        "capital": _capital,
        "day": _day,
        "worst_first": model.worst_first,
    }
    return environment


def _plural(count: int, noun: str, nouns: str = "") -> str:
    return f"{wording.number(count)} {noun if count == 1 else nouns or noun + 's'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
