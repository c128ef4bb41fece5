"""A console as a process of its own, that says when its window can be used; for `console.py`.

Usage: console_start.py HOME KEY WHEN, with a replica prepared in HOME; prints milliseconds since
WHEN (of the monotonic clock): window visible, and everything on its first screen there.
"""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


def main() -> int:
    """Open the console, watch it, close it."""
    home, key, began = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    import keyring
    from tests.desktop.memory_keyring import MemoryKeyring

    keyring.set_keyring(MemoryKeyring())

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from pursight_desktop.app import run
    from pursight_desktop.app.window import Window
    from pursight_desktop.session.account import Accounts
    from pursight_desktop.session.secrets import REPLICA_KEY, KeyringVault
    from pursight_desktop.settings import Paths

    account = Accounts(Paths(home).accounts).last()
    assert account is not None
    KeyringVault().put(account.key, REPLICA_KEY, key)
    app = run.make_app()
    seen: dict[str, float] = {}
    calm = 0

    def look() -> None:
        nonlocal calm
        now = (time.monotonic() - began) * 1000
        for window in QApplication.topLevelWidgets():
            if isinstance(window, Window) and window.isVisible():
                seen.setdefault("visible", now)
                calm = calm + 1 if window.desk.idle else 0
                if calm == 1:
                    seen["filled"] = now
                if calm == 20:
                    print(seen["visible"], seen["filled"], flush=True)
                    app.quit()

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(look)
    timer.start()
    return run.main(run.Launch(Paths(home)))


if __name__ == "__main__":
    sys.exit(main())
