"""A replica that was put back from an older copy: which numbers what waits gets."""

from uuid import UUID

from pursight.contracts.sync import Command, CommandResult, Operation, Outcome
from pursight.protocol.sync_console import next_push, reconcile
from pursight.protocol.sync_put_back import number_anew
from pursight.protocol.sync_replica import Pending, Replica


def _edit(mid: int, text: str) -> Command:
    return Command(
        mid=mid, entity="asset", id=UUID(int=1), op=Operation.SET, args={"x": text}, base_rev=7
    )


def test_what_waits_follows_what_the_server_has_and_keeps_its_order() -> None:
    answered = Pending(_edit(1, "a"), CommandResult(mid=1, outcome=Outcome.APPLIED, seq=9))
    filler = Command(mid=2, entity="none", id=UUID(int=0), op=Operation.SET)
    before = Replica(
        outbox=(answered, Pending(filler), Pending(_edit(3, "b")), Pending(_edit(4, "c"))),
        next_mid=5,
        fresh=False,
        feed="f",
    )
    after = number_anew(before, 20)
    assert after.outbox == (answered, Pending(_edit(21, "b")), Pending(_edit(22, "c")))
    assert after.next_mid == 23
    assert next_push(reconcile(after, 20)) == (_edit(21, "b"), _edit(22, "c"))
