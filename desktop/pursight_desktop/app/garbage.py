"""Collects Python's garbage on the GUI thread alone: elsewhere it would destroy widgets there."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Garbage(QObject):
    """Takes the garbage collector over as long as it lives.

    Python collects cycles on whatever thread happens to allocate; a cycle with a widget in it would
    then be destroyed on the thread of the sync or of a reading, which ends the process. What was
    imported by now is never looked at again, so that a collection takes a moment only.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.collect()
        gc.disable()
        self.leave_out_what_is_there()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect_some)
        self._timer.start()

    def leave_out_what_is_there(self) -> None:
        """Never look again at what has been imported and made until now."""
        gc.freeze()

    def collect_some(self) -> None:
        """Collect the generations that are due."""
        for generation, (count, due) in enumerate(
            zip(gc.get_count(), self._thresholds, strict=True)
        ):
            if count <= due:
                return
            gc.collect(generation)

    def leave(self) -> None:
        """Give the collector back."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
