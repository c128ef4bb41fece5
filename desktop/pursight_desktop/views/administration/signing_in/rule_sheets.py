"""Forms of the rules: the organisation's name, who needs a second factor, and limits."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from pursight_desktop.background.desk import Desk
from pursight_desktop.operations.administering import sign_in_rules
from pursight_desktop.operations.administering.sign_in_rules import Picture
from pursight_desktop.views.administration.forms import AdministrationForm
from pursight_desktop.views.administration.signing_in.fields import TallForm
from pursight_desktop.widgets.labels import Label
from pursight_desktop.widgets.permission_words import ROLES, role_words

translate = QCoreApplication.translate
Done = Callable[[], object]


class NameSheet(AdministrationForm):
    """Gives the organisation another name."""

    def __init__(self, parent: QWidget, desk: Desk, picture: Picture, done: Done) -> None:
        super().__init__(parent, translate("NameSheet", "Name of the organisation"))
        self._desk, self._seen, self._done = desk, picture.organisation, done
        self.name = QLineEdit(picture.organisation.value.name)
        hint = self.tr("The short name that is typed at the door, {slug}, stays.")
        self.field(self.tr("Name"), self.name, hint.format(slug=picture.organisation.value.slug))
        self.set_confirm(self.tr("Rename"), self._send)
        self.name.textChanged.connect(
            lambda text: self.confirm_button.setEnabled(bool(text.strip()))
        )
        self.name.selectAll()
        self.name.setFocus()

    def _send(self) -> bool:
        name, seen, done = self.name.text().strip(), self._seen, self._done
        return self.send(
            self._desk,
            lambda online: sign_in_rules.rename(online.asking, seen, name),
            "",
            lambda _: done(),
        )


class SecondFactorSheet(AdministrationForm):
    """Says which roles need a second factor."""

    def __init__(self, parent: QWidget, desk: Desk, picture: Picture, done: Done) -> None:
        super().__init__(parent, translate("SecondFactorSheet", "Who needs a second factor"))
        self._desk, self._seen, self._done = desk, picture.rule, done
        words = self.tr(
            "Sessions of these people that were opened without one end with their next request; "
            "who has none sets one up when they sign in. That holds for you too."
        )
        self.add(Label(words, "muted", wrap=True))
        asked = set(picture.rule.value.second_factor_roles)
        self.boxes: dict[str, QCheckBox] = {}
        for role in (*ROLES, *sorted(asked - set(ROLES))):
            box = QCheckBox(role_words(role))
            box.setChecked(role in asked)
            self.boxes[role] = box
            self.add(box)
        self.set_confirm(self.tr("Save"), self._send)

    def _send(self) -> bool:
        roles, seen = [role for role, box in self.boxes.items() if box.isChecked()], self._seen
        done = self._done
        return self.send(
            self._desk,
            lambda online: sign_in_rules.ask_second_factor(online.asking, seen, roles),
            "",
            lambda _: done(),
        )


class LimitsSheet(TallForm):
    """Sets the limits of access.

    Args:
        parent: Over which it opens.
        desk: Of the console.
        picture: What holds now.
        done: Called once the server has it; with what to say if it took only half of it.
    """

    def __init__(
        self, parent: QWidget, desk: Desk, picture: Picture, done: Callable[[str], object]
    ) -> None:
        super().__init__(parent, translate("LimitsSheet", "Limits of access"))
        self._desk, self._seen, self._done = desk, picture.settings, done
        now = picture.limits
        hint = self.tr(
            "A role that somebody gives holds once a second person agrees. Switching this off "
            "takes two people as well."
        )
        if now.four_eyes_off_by is not None:
            mine = now.four_eyes_off_by == desk.account.person_id
            hint = (
                self.tr("You have asked to switch this off. Somebody else has to ask as well.")
                if mine
                else self.tr("Somebody has asked to switch this off. If you do too, it is off.")
            )
        self.four_eyes = self.choice(
            self.tr("Giving roles takes two people"), hint, chosen=now.four_eyes
        )
        days = self.tr("{n} days").replace("{n}", "").rstrip()
        self.token_days = self._number(
            self.tr("An API token lives at most"), now.api_token_days, 3650, days, "api_token_days"
        )
        self.request_days = self._number(
            self.tr("An access request waits for its decision"),
            now.request_days,
            365,
            days,
            "request_days",
        )
        self.grant_days = self._number(
            self.tr("Access that was asked for lasts at most"),
            now.grant_days,
            3650,
            days,
            "grant_days",
        )
        self.minutes = self._number(
            self.tr("Access in an emergency lasts at most"),
            now.break_glass_minutes,
            1440,
            self.tr("{n} minutes").replace("{n}", "").rstrip(),
            "break_glass_minutes",
        )
        self.undecided = QComboBox()
        self.undecided.addItem(self.tr("is taken away"), "revoke")
        self.undecided.addItem(self.tr("stays"), "keep")
        self.undecided.setCurrentIndex(max(self.undecided.findData(now.undecided), 0))
        self.field(
            self.tr("What nobody has decided by the end of an access review"), self.undecided
        )
        self.stretch()
        self.resize(self.width(), 620)
        self.set_confirm(self.tr("Save"), self._send)

    def _number(self, name: str, value: int, most: int, unit: str, said: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(1, most)
        box.setSuffix(unit)
        box.setValue(value)
        self.field(name, box)
        self.about(box, f"/{said}")
        return box

    def _send(self) -> bool:
        seen = self._seen
        changed = {
            "four_eyes": self.four_eyes.isChecked(),
            "api_token_days": self.token_days.value(),
            "request_days": self.request_days.value(),
            "grant_days": self.grant_days.value(),
            "break_glass_minutes": self.minutes.value(),
            "undecided": self.undecided.currentData(),
        }
        done, off = self._done, not self.four_eyes.isChecked()
        half = self.tr(
            "Saved. That giving roles takes two people ends once somebody else asks too."
        )
        return self.send(
            self._desk,
            lambda online: sign_in_rules.limit(online.asking, seen, changed),
            "",
            lambda limits: done(half if off and limits.four_eyes else ""),
        )
