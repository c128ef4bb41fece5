"""Keys as the system and the language write them: Ctrl+S, Strg+S, ⌘S."""

from PySide6.QtGui import QKeySequence


def keys_words(keys: str) -> str:
    """Write a key sequence for a person; what is none stays as it is."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
