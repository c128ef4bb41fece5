"""The search's index: every distinct name and every distinct word once, kept as rows change."""

from collections import Counter

from pursight_desktop.replica import words
from pursight_desktop.replica.files import Connection


class Wording:
    """Batches what one transaction does to the index; `flush` before its commit."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names: dict[str, int] = {}
        self._uses: Counter[int] = Counter()
        self._words: Counter[str] = Counter()

    def take_name(self, name: str) -> int:
        """Count one more asset of a name; returns the name's number."""
        number = self._names.get(name)
        if number is None:
            found = self._connection.execute("SELECT n FROM name WHERE text = ?", (name,))
            known = found.fetchone()
            number = known[0] if known else self._add_name(name)
            self._names[name] = number
        self._uses[number] += 1
        return number

    def leave_name(self, number: int) -> None:
        """Count one asset of a name less."""
        self._uses[number] -= 1

    def say(self, number: int, prose: str) -> None:
        """Index what is said of an asset."""
        found = words.prose_words(prose)
        if found:
            self._connection.execute(
                "INSERT INTO said (rowid, words) VALUES (?, ?)", (number, " ".join(found))
            )
            self._words.update(found)

    def unsay(self, number: int, prose: str) -> None:
        """Take out of the index what was said of an asset; the same text as was indexed."""
        found = words.prose_words(prose)
        if found:
            self._connection.execute(
                "INSERT INTO said (said, rowid, words) VALUES ('delete', ?, ?)",
                (number, " ".join(found)),
            )
            self._words.subtract(found)

    def flush(self) -> None:
        """Write the counts; names and words that nothing uses any more go for good."""
        connection = self._connection
        changes = [(count, number) for number, count in self._uses.items() if count]
        connection.executemany("UPDATE name SET uses = uses + ? WHERE n = ?", changes)
        lessened = [(number,) for number, count in self._uses.items() if count <= 0]
        for (number,) in lessened:
            self._drop_name_if_unused(number)
        self._flush_words()
        self._uses.clear()
        self._names.clear()

    def _flush_words(self) -> None:
        connection = self._connection
        added = [(word, count) for word, count in self._words.items() if count > 0]
        for word, count in added:
            known = connection.execute(
                "UPDATE token SET uses = uses + ? WHERE text = ?", (count, word)
            )
            if not known.rowcount:
                self._add_word(word, count)
        for word, count in self._words.items():
            if count < 0:
                connection.execute("UPDATE token SET uses = uses + ? WHERE text = ?", (count, word))
                self._drop_word_if_unused(word)
        self._words.clear()

    def _add_name(self, name: str) -> int:
        added = self._connection.execute(
            "INSERT INTO name (text, folded, uses) VALUES (?, ?, 0)", (name, words.folded(name))
        )
        number: int = added.lastrowid
        found = words.name_words(name)
        self._connection.execute(
            "INSERT INTO name_words (rowid, words) VALUES (?, ?)", (number, " ".join(found))
        )
        self._words.update(found)
        return number

    def _drop_name_if_unused(self, number: int) -> None:
        connection = self._connection
        dropped = connection.execute(
            "DELETE FROM name WHERE n = ? AND uses <= 0 RETURNING text", (number,)
        ).fetchone()
        if dropped is not None:
            found = words.name_words(dropped[0])
            connection.execute(
                "INSERT INTO name_words (name_words, rowid, words) VALUES ('delete', ?, ?)",
                (number, " ".join(found)),
            )
            self._words.subtract(found)

    def _add_word(self, word: str, count: int) -> None:
        added = self._connection.execute(
            "INSERT INTO token (text, uses) VALUES (?, ?)", (word, count)
        )
        self._connection.execute(
            "INSERT INTO grams (rowid, word) VALUES (?, ?)", (added.lastrowid, word)
        )

    def _drop_word_if_unused(self, word: str) -> None:
        dropped = self._connection.execute(
            "DELETE FROM token WHERE text = ? AND uses <= 0 RETURNING n", (word,)
        ).fetchone()
        if dropped is not None:
            self._connection.execute(
                "INSERT INTO grams (grams, rowid, word) VALUES ('delete', ?, ?)",
                (dropped[0], word),
            )
