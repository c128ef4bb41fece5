"""A worker's tables, simulated: read one by one, kept when through, not read again after a kill."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from pursight.testing.simulation_world import Store, Transaction, Violation

TABLES = 3
"""In every source."""

RunKey = tuple[UUID, int]
Kept = tuple[int, int]
"""The attempt that read a table, and the release of the agent that did."""


@dataclass(slots=True)
class TableLedger:
    """Which tables were durably kept at which agent, and what its reports held."""

    kept: set[tuple[UUID, UUID, int, int]] = field(default_factory=set)

    def begun(self, agent_id: UUID, run_id: UUID, release: int, table: int) -> None:
        """Note that a table's reading begins."""
        if (agent_id, run_id, release, table) in self.kept:
            raise Violation("a table was read again that the run was through with")

    def kept_for_later(self, agent_id: UUID, run_id: UUID, release: int, table: int) -> None:
        """Note that a table is durably kept."""
        self.kept.add((agent_id, run_id, release, table))

    def dropped(self, agent_id: UUID, run_id: UUID) -> None:
        """Note that a report is spooled: another attempt of its run begins anew."""
        self.kept = {one for one in self.kept if one[:2] != (agent_id, run_id)}

    @staticmethod
    def reported(release: int, found: dict[int, int]) -> None:
        """Check which tables a completed report holds, and by which release each was read."""
        if set(found) != set(range(TABLES)):
            raise Violation("a completed report lacks tables")
        if set(found.values()) != {release}:
            raise Violation("a report holds a table of another release")


class TableWork:
    """Reads the tables of runs over an agent's store; what is in memory ends with the process.

    Args:
        store: The agent's.
        write: Stores a change as one transaction; False when the disk is full.
        ledger: Outside the system.
        agent_id: Whose.
        release: Of the agent's program: what another one kept is not reused.
    """

    def __init__(
        self,
        store: Store,
        write: Callable[[Callable[[Transaction], None]], bool],
        ledger: TableLedger,
        *,
        agent_id: UUID,
        release: int,
    ) -> None:
        self._store, self._write, self._ledger = store, write, ledger
        self._agent_id, self._release = agent_id, release
        self._through: dict[RunKey, dict[int, int]] = {}

    def next_table(self, key: RunKey) -> int | None:
        """Choose what to read next; None when the run is through with all."""
        through = self._through.setdefault(key, {})
        for table in range(TABLES):
            kept: Kept | None = self._store.get("checkpoint", (key[0], table))
            if table not in through and kept is not None and self.is_good(kept):
                through[table] = kept[1]
        left = [table for table in range(TABLES) if table not in through]
        if not left:
            return None
        self._ledger.begun(self._agent_id, key[0], self._release, left[0])
        return left[0]

    def is_good(self, kept: Kept) -> bool:
        """Whether a kept table may stand for a reading of it."""
        return kept[1] == self._release

    def read(self, key: RunKey, table: int) -> None:
        """Keep a table that was read to its end; on a full disk only in memory."""
        self._through[key][table] = self._release

        def change(transaction: Transaction) -> None:
            transaction.put("checkpoint", (key[0], table), (key[1], self._release))
            transaction.on_commit.append(
                lambda: self._ledger.kept_for_later(self._agent_id, key[0], self._release, table)
            )

        self._write(change)

    def report(self, key: RunKey) -> None:
        """Check what a completed report holds."""
        self._ledger.reported(self._release, self._through.get(key, {}))

    def drop(self, transaction: Transaction, key: RunKey) -> None:
        """Forget a run's tables in the transaction that spools its report."""
        for table in range(TABLES):
            if self._store.get("checkpoint", (key[0], table)) is not None:
                transaction.delete("checkpoint", (key[0], table))
        transaction.on_commit.append(lambda: self._ledger.dropped(self._agent_id, key[0]))


def nothing_left_over(store: Store) -> None:
    """Check that no report in the spool has left its checkpoint behind."""
    for (run_id, _), (attempt, _) in store.rows("checkpoint"):
        if store.get("spool", (run_id, attempt)) is not None:
            raise Violation("a checkpoint outlived its report")
