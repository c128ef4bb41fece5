"""Where a tab has been: back and forward (pure)."""

from dataclasses import dataclass, field

from pursight_desktop.background.place import Place

LONGEST = 50


@dataclass(slots=True)
class History:
    """Places in the order in which they were gone to, and which of them is shown."""

    places: list[Place] = field(default_factory=list)
    at: int = -1

    @property
    def now(self) -> Place | None:
        """Where one is."""
        return self.places[self.at] if self.at >= 0 else None

    def go(self, place: Place) -> None:
        """Go somewhere new; what lay ahead is forgotten. Going where one is adds nothing."""
        if place == self.now:
            return
        self.places = [*self.places[: self.at + 1], place][-LONGEST:]
        self.at = len(self.places) - 1

    def became(self, place: Place) -> None:
        """Where one is has changed by itself: another filter, another row."""
        if self.at >= 0:
            self.places[self.at] = place

    def can_step(self, step: int) -> bool:
        """Whether there is anything that way: -1 back, 1 forward."""
        return 0 <= self.at + step < len(self.places)

    def step(self, step: int) -> Place | None:
        """Go back (-1) or forward (1); None where there is nothing that way."""
        if not self.can_step(step):
            return None
        self.at += step
        return self.places[self.at]
