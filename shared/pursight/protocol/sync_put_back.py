"""Console sync, a replica that was put back from an older copy: numbers that are used already.

The server then has answered commands that the replica knows nothing of. A new edit under one of
their numbers would get the answer of an old one, and be lost without a word.
"""

from dataclasses import replace

from pursight.protocol.sync_console import is_filler
from pursight.protocol.sync_replica import Pending, Replica


def number_anew(replica: Replica, last_mid: int) -> Replica:
    """Give what has no answer numbers that the server has not seen.

    Those of it that the server had carried out are carried out again: setting a field twice is
    less than losing an edit, and what others decided since comes back as a conflict.

    Args:
        replica: Never sent a command with a number as high as `last_mid`.
        last_mid: Last command of this device that the server has.
    """
    waiting = [one for one in replica.outbox if one.result is None and not is_filler(one.command)]
    renamed = tuple(
        Pending(one.command.model_copy(update={"mid": mid}), again=one.again)
        for mid, one in enumerate(waiting, last_mid + 1)
    )
    kept = tuple(one for one in replica.outbox if one.result is not None)
    return replace(replica, outbox=(*kept, *renamed), next_mid=last_mid + 1 + len(renamed))
