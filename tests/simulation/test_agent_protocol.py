"""The agent protocol through faults: clean over many seeds, and every planted bug is caught."""

from datetime import datetime
from uuid import UUID

import pytest
from typing_extensions import override

from pursight.contracts.agents import Applied, CommitReceipt, Job
from pursight.identity import id_at
from pursight.protocol import delivery, held
from pursight.protocol.replies import Committed, ServerSaid
from pursight.testing.simulation_agent import check_agent_protocol, run_history
from pursight.testing.simulation_server import AskCommit, Envelope, SimulatedServer
from pursight.testing.simulation_side import RunKey, SimulatedAgent
from pursight.testing.simulation_tables import Kept, TableWork
from pursight.testing.simulation_world import PORTAL, Transaction, Violation


@pytest.mark.parametrize("first", range(0, 500, 100))
def test_nothing_is_lost_and_nothing_is_doubled(first: int) -> None:
    assert check_agent_protocol(range(first, first + 100)) > 500


def test_a_seed_replays_its_history() -> None:
    assert run_history(7) == run_history(7)


class NoDeduplication(SimulatedServer):
    """Forgets what it has committed."""

    @override
    def receipts(self, transaction: Transaction, asked: AskCommit) -> dict[int, CommitReceipt]:
        return {}


class ForgetsOtherAttempts(SimulatedServer):
    """Knows only the receipt of the same attempt."""

    @override
    def receipts(self, transaction: Transaction, asked: AskCommit) -> dict[int, CommitReceipt]:
        found = super().receipts(transaction, asked)
        return {attempt: one for attempt, one in found.items() if attempt == asked.attempt}


class IgnoresAttempt(SimulatedServer):
    """Takes the receipt of any attempt for that of the one that asks."""

    @override
    def receipts(self, transaction: Transaction, asked: AskCommit) -> dict[int, CommitReceipt]:
        found = list(super().receipts(transaction, asked).values())
        return {asked.attempt: found[0]} if found else {}


class IgnoresNominalOrder(SimulatedServer):
    """Applies scans in the order in which they arrive."""

    @override
    def newest_applied(self, transaction: Transaction, alias: str) -> datetime | None:
        return None


class TakesOldRequests(SimulatedServer):
    """Remembers nonces as long as it should, but takes requests older than that."""

    @override
    def check_time(self, created: datetime) -> None:
        return


class ForgetsNonces(SimulatedServer):
    """Takes the same signed request twice."""

    @override
    def knows_nonce(self, transaction: Transaction, envelope: Envelope) -> bool:
        return False


class CommitsInTwoTransactions(SimulatedServer):
    """Makes the receipt durable before the catalog."""

    @override
    def between_receipt_and_catalog(self, transaction: Transaction) -> None:
        transaction.commit()
        self.world.mark()


class StartsBeforeConfirm(SimulatedAgent):
    """Starts a worker when it sees the offer."""

    @override
    def at_offer(self, job: Job) -> tuple[held.Start, ...]:
        return (held.Start(job),)


class DeletesBeforeReceipt(SimulatedAgent):
    """Lets go of the chunks once the commit was sent."""

    @override
    def after_sending(self, key: RunKey, step: delivery.PutChunk | delivery.Commit) -> None:
        if isinstance(step, delivery.Commit):
            row = self.store.get("spool", key)
            transaction = self.store.begin()
            for number in range(len(row.digests)):
                transaction.delete("chunk", (*key, number))
            transaction.on_commit.append(lambda: self.ledger.chunks_deleted(key[0]))
            transaction.commit()


class DeletesEachChunkSent(SimulatedAgent):
    """Lets go of a chunk before the server said that it has it."""

    @override
    def after_sending(self, key: RunKey, step: delivery.PutChunk | delivery.Commit) -> None:
        if isinstance(step, delivery.PutChunk):
            transaction = self.store.begin()
            transaction.delete("chunk", (*key, step.number))
            transaction.commit()


class TrustsThePortal(SimulatedAgent):
    """Takes any answer of 200 to a commit for a receipt."""

    committing: AskCommit | None = None

    @override
    def after_sending(self, key: RunKey, step: delivery.PutChunk | delivery.Commit) -> None:
        if isinstance(step, delivery.Commit):
            self.committing = AskCommit(*key, self.store.get("request", key))

    @override
    def read(self, reply: object) -> ServerSaid:
        if reply is not PORTAL or self.committing is None:
            return super().read(reply)
        asked = self.committing
        return Committed(
            CommitReceipt(
                run_id=asked.run_id,
                attempt=asked.attempt,
                root=asked.request.root,
                applied=Applied.APPLIED,
                committed_at=self.world.now,
            )
        )


class NamesRunsByChance(SimulatedAgent):
    """Gives a fire a new run id whenever it looks."""

    @override
    def run_id(self, nominal: datetime) -> UUID:
        return id_at(self.world.now, self.world.rng.getrandbits(74))


class NothingIsGood(TableWork):
    """Does not look at what an earlier start of the run was through with."""

    @override
    def is_good(self, kept: Kept) -> bool:
        return False


class EverythingIsGood(TableWork):
    """Takes whatever was kept under the run, whatever it was part of."""

    @override
    def is_good(self, kept: Kept) -> bool:
        return True


class DropsNothing(TableWork):
    """Leaves the checkpoint where it is when the report is spooled."""

    @override
    def drop(self, transaction: Transaction, key: RunKey) -> None:
        return


def reading(tables: type[TableWork]) -> type[SimulatedAgent]:
    """An agent that reads tables in this way."""
    return type(tables.__name__, (SimulatedAgent,), {"tables_of": tables})


@pytest.mark.parametrize(
    ("server", "agent", "verdict"),
    [
        (NoDeduplication, SimulatedAgent, "committed twice"),
        (ForgetsOtherAttempts, SimulatedAgent, "committed twice"),
        (IgnoresAttempt, SimulatedAgent, "not everything was settled"),
        (IgnoresNominalOrder, SimulatedAgent, "an older scan overwrote"),
        (TakesOldRequests, SimulatedAgent, "took effect twice"),
        (ForgetsNonces, SimulatedAgent, "took effect twice"),
        (CommitsInTwoTransactions, SimulatedAgent, "the server does not have"),
        (SimulatedServer, StartsBeforeConfirm, "never confirmed"),
        (SimulatedServer, DeletesBeforeReceipt, "the server does not have"),
        (SimulatedServer, DeletesEachChunkSent, "not everything was settled"),
        (SimulatedServer, TrustsThePortal, "the server does not have"),
        (SimulatedServer, NamesRunsByChance, "one fire made two runs"),
        (SimulatedServer, reading(NothingIsGood), "was read again"),
        (SimulatedServer, reading(EverythingIsGood), "of another release"),
        (SimulatedServer, reading(DropsNothing), "outlived its report"),
    ],
)
def test_a_planted_bug_is_caught(
    server: type[SimulatedServer], agent: type[SimulatedAgent], verdict: str
) -> None:
    with pytest.raises(Violation, match=verdict):
        check_agent_protocol(range(100), server=server, agent=agent)
