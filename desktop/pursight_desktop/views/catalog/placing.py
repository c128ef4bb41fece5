"""A sheet: put many assets into a business domain at once, or take them out of theirs."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.language.plural import tr
from pursight_desktop.operations.placing import put_into_domain
from pursight_desktop.replica.queries.catalog import AssetLine
from pursight_desktop.views.catalog.bulk import BulkSheet
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.words import count


class PlaceSheet(BulkSheet):
    """Asks for the domain.

    Args:
        parent: The window it lies over.
        desk: Of the console.
        lines: The assets.
        called: Names of all domains by their ids.
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        lines: Sequence[AssetLine],
        called: Mapping[str, str],
    ) -> None:
        super().__init__(parent, desk, _place_words(len(lines)), lines)
        self.domain = QComboBox()
        self.domain.setAccessibleName(self.tr("Domain"))
        for domain_id, name in sorted(called.items(), key=lambda one: one[1].casefold()):
            self.domain.addItem(name, domain_id)
        self.domain.addItem(self.tr("None of their own: that of what they lie in"), None)
        self.domain.setPlaceholderText(self.tr("Choose a domain"))
        now = {line.domain for line in lines}
        self.domain.setCurrentIndex(self.domain.findText(now.pop()) if len(now) == 1 else -1)
        self.domain.currentIndexChanged.connect(lambda _: self._look())
        self.add(self.domain)
        self.add(
            Label(
                self.tr("All in them goes with them that was not put elsewhere."),
                "muted",
                wrap=True,
            )
        )
        self.set_confirm(self.tr("Put them there"), self._save)
        self.domain.setFocus()
        self._look()

    def _look(self) -> None:
        self.confirm_button.setEnabled(self.domain.currentIndex() >= 0)

    def _save(self) -> bool:
        ids, seen, chosen = self.ids, self.seen, self.domain.currentData()
        domain_id = None if chosen is None else UUID(chosen)
        return self.carry_out(lambda store: put_into_domain(store, ids, domain_id, seen=seen))


def _place_words(number: int) -> str:
    return tr("Domain of {n} assets", None, number).format(n=count(number))
