"""The section of business domains."""

from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pursight.errors import PurSightError
from pursight_desktop.background.desk import Desk
from pursight_desktop.background.place import Place
from pursight_desktop.operations.administering import domains
from pursight_desktop.operations.administering.domains import Domain
from pursight_desktop.operations.asking import Listed
from pursight_desktop.operations.online import Online
from pursight_desktop.views.administration.domains.form import DomainForm
from pursight_desktop.views.administration.forms import explained, out_of_date
from pursight_desktop.views.administration.listing import Listing, Words
from pursight_desktop.widgets.buttons import Button
from pursight_desktop.widgets.containers import Facts
from pursight_desktop.widgets.dialogs import ask
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.list_screen import Pane
from pursight_desktop.widgets.problem_box import ProblemPlace
from pursight_desktop.widgets.table import Column, Text
from pursight_desktop.widgets.words import count, moment


class DomainsSection(Listing[Domain]):
    """The areas of the business that sources and assets belong to."""

    DELETES = True

    def __init__(self, desk: Desk, place: Place) -> None:
        self._refusal = ProblemPlace()
        super().__init__(desk, place, writes="domains.write")

    @override
    def words(self) -> Words:
        """Say what domains are for."""
        return Words(
            title=self.tr("Domains"),
            icon="briefcase",
            none=self.tr("No domains"),
            why=self.tr(
                "A domain is an area of the business, such as sales. Sources, schemas, tables and "
                "columns are put into one; roles can be given for it, and policies ask for it."
            ),
            find=self.tr("Filter by name or description"),
            add=self.tr("Make a domain"),
        )

    @override
    def columns(self) -> list[Column]:
        """Say what is shown of each."""
        return [
            Column("name", self.tr("Name"),
                   lambda d: Text(d.name, strong=True, icon="briefcase"), 180, stretch=True,
                   least=140),
            Column("description", self.tr("Description"), lambda d: d.description or "–", 220,
                   stretch=True, least=120),
            Column("owner", self.tr("Who answers"), lambda d: self._owner(d) or "–", 150),
            Column("sources", self.tr("Sources"), lambda d: d.sources, 80, align="right"),
            Column("assets", self.tr("Assets"), lambda d: d.assets, 80, align="right",
                   spare=True),
        ]  # fmt: skip

    @override
    async def fetch(self, online: Online) -> Listed[Domain]:
        """Ask for all of them."""
        return await domains.every(online.asking)

    @override
    def found_by(self, row: Domain) -> str:
        """Find them by all that is shown."""
        return f"{row.name} {row.description} {self._owner(row)}"

    def _owner(self, row: Domain) -> str:
        if row.owner_id is None:
            return ""
        return row.owner_name or self.tr("somebody you may not see")

    @override
    def make_pane(self, row: Domain) -> QWidget:
        """Show one with what is in it."""
        pane = Pane(row.name, row.description)
        change = Button(self.tr("Change…"), "pencil", clicked=partial(self.change, row))
        delete = Button(self.tr("Delete…"), "trash-2", "danger")
        delete.clicked.connect(lambda _=False: self.delete(row))
        self.needs_server.add(change, delete)
        pane.add_row(change, delete)
        self._refusal = ProblemPlace()
        pane.add(self._refusal)
        facts = Facts(110)
        facts.show_facts(
            [
                (self.tr("Who answers"), self._owner(row) or self.tr("nobody")),
                (self.tr("Made"), moment(row.created_at)),
                (self.tr("Changed"), moment(row.changed_at)),
            ]
        )
        pane.add(facts)
        pane.add_part(self.tr("In it"))
        pane.add(Label(self._told(row), wrap=True))
        show = Button(
            self.tr("Show in the catalog"), "library", "link", clicked=partial(self.show_in, row)
        )
        pane.add_row(show)
        return pane

    def _told(self, row: Domain) -> str:
        parts = []
        if row.sources:
            parts.append(self.tr("{n} sources", None, row.sources).format(n=count(row.sources)))
        if row.assets:
            parts.append(self.tr("{n} assets", None, row.assets).format(n=count(row.assets)))
        if not parts:
            return self.tr(
                "Nothing was put into it yet. A source is put into it under Sources, an asset on "
                "its page."
            )
        said = self.tr("{what}. What lies in these lies here too, unless it was put elsewhere.")
        return said.format(what=", ".join(parts))

    # --- what can be done ---

    def show_in(self, row: Domain) -> None:
        """Show all that lies in it."""
        self.desk.open(Place("catalog").having(domain=str(row.id)))

    @override
    def add(self) -> None:
        """Make a domain."""
        if not self.may_write():
            DomainForm(self.desk, self, None, self.look_again).open()

    def change(self, row: Domain) -> None:
        """Change one."""
        DomainForm(self.desk, self, row, self.look_again).open()

    @override
    def delete(self, row: Domain) -> None:
        """Delete one, once the person has confirmed; what holds it is said beside it."""
        self._refusal.clear()
        title = self.tr("Delete {name}?").format(name=row.name)
        text = self.tr(
            "Only a domain that nothing lies in, and no role or policy speaks of, is deleted. "
            "This cannot be undone."
        )
        if ask(self, title, text, self.tr("Delete"), danger=True):
            self.act(
                "delete",
                lambda online: domains.delete(online.asking, row.id),
                self.tr("{name} is deleted.").format(name=row.name),
                about=row.id,
                failed=partial(self._refused, row),
            )

    def _refused(self, row: Domain, error: PurSightError) -> None:
        told = out_of_date(error) or explained(error)
        if self.chosen() == row.id:
            self._refusal.tell(told)
        else:
            self.tell(told)
