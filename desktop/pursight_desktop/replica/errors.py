"""What can be wrong with a replica's file."""

from pursight.errors import Fault, PurSightError


class WrongKey(PurSightError):
    """The key does not open the file."""

    code = "replica.wrong_key"
    fault = Fault.WORLD


class ReplicaDamaged(PurSightError):
    """The file cannot be read; it is kept under another name."""

    code = "replica.damaged"
    fault = Fault.WORLD


class OlderReplica(PurSightError):
    """An older console wrote the file, and its tables are not as they are now."""

    code = "replica.older"
    fault = Fault.WORLD


class NewerReplica(PurSightError):
    """A newer console wrote the file."""

    code = "replica.newer"
    fault = Fault.WORLD


class ReplicaUnavailable(PurSightError):
    """The file cannot be written or read now."""

    code = "replica.unavailable"
    fault = Fault.WORLD
    status = 503
