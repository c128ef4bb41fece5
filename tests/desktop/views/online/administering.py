"""Opening a section of the administration against a real server, and reading what it shows."""

import asyncio
from typing import Any, TypeVar

import shiboken6
from PySide6.QtWidgets import QWidget
from tests.desktop.views.online.conftest import show, until

from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.sync.console import Console
from pursight_desktop.views.administration import make
from pursight_desktop.views.administration.choosers import Chooser
from pursight_desktop.views.administration.listing import Listing
from pursight_desktop.views.administration.screen import AdministrationScreen
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.labels import Label

W = TypeVar("W", bound=QWidget)
S = TypeVar("S", bound="Listing[Any]")


async def ask(console: Console, method: str, path: str, **content: Any) -> Any:
    """Ask the server as Grace does."""
    asked = console.engine.ask(lambda link: link.http.request(method, path, **content))
    answer = await asyncio.wrap_future(asked)
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


async def person(console: Console, name: str, *roles: str) -> str:
    """Add somebody; gives their id."""
    body = {"email": f"{name.lower()}@example.com", "name": name, "roles": [*roles]}
    return str((await ask(console, "POST", "/api/v1/persons", json=body))["id"])


async def opened(station: Desk, kind: type[S], name: str) -> tuple[AdministrationScreen, S]:
    """Open a section, once its rows are there."""
    screen = make(station, Place("administration").having(section=name))
    assert isinstance(screen, AdministrationScreen)
    await show(screen)
    section = screen.section()
    assert isinstance(section, kind)
    await until(lambda: section._loaded)
    return screen, section


def told(section: "Listing[Any]") -> str:
    """Return what stands in the pane."""
    pane = section.pane()
    labels = [] if pane is None else pane.findChildren(Label)
    return " | ".join(label.text() for label in labels if not label.isHidden())


async def button(section: "Listing[Any]", text: str) -> Button:
    """Wait for a button of the pane."""

    def found() -> Button | None:
        pane = section.pane()
        buttons = [] if pane is None else pane.findChildren(Button)
        return next((one for one in buttons if one.text() == text), None)

    there = await until(found)
    assert there is not None
    return there


async def open_form(section: QWidget, kind: type[W]) -> W:
    """Wait for a form that is open."""

    def found() -> W | None:
        return next((one for one in section.findChildren(kind) if one.isVisible()), None)

    there = await until(found)
    assert there is not None
    return there


def closed(form: QWidget) -> bool:
    """Whether a form has been left; it is deleted then."""
    return not shiboken6.isValid(form) or not form.isVisible()


def notices(station: Desk) -> list[tuple[str, str]]:
    """Collect the notices from now on: kind and words."""
    said: list[tuple[str, str]] = []
    station.notice.connect(lambda kind, text: said.append((kind, text)))
    return said


async def choose(above: QWidget, text: str) -> None:
    """Type into the chooser that is open, and take the first that fits."""
    chooser = await open_form(above, Chooser)
    chooser.field.setText(text)
    await until(
        lambda: chooser.rows.count() and text in str(chooser.rows.item(0).data(_TOLD) or "")
    )
    chooser.rows.setCurrentRow(0)
    chooser._choose()


_TOLD = 11
"""Qt's role of a text for who cannot see."""
