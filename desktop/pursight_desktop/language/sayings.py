"""What operations say they did, in the language of the user interface."""

from PySide6.QtCore import QCoreApplication

from pursight_desktop.language.codes import inside, spelled
from pursight_desktop.language.plural import form_of
from pursight_desktop.language.spoken import locale
from pursight_desktop.operations.wording import Label, Saying


def in_words(saying: Saying) -> str:
    """Translate a saying and what stands in it."""
    number = -1 if saying.number is None else form_of(saying.number)
    text = QCoreApplication.translate("", saying.text, "", number)
    parts = {name: _part(part) for name, part in saying.parts.items()}
    if saying.number is not None:
        parts["n"] = locale().toString(saying.number)
    return text.format(**parts)


def _part(part: str | Label | Saying) -> str:
    if isinstance(part, Saying):
        return in_words(part)
    return inside(spelled(part.code)) if isinstance(part, Label) else part
