"""The policies that come with PurSight, read from `builtin.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from pursight.contracts.policies import Policy


@cache
def builtin_policies() -> tuple[Policy, ...]:
    """Give them in the order of the file.

    Raises:
        ValueError: Two have one id, or one does not fit the contract (pydantic's error).
    """
    text = files("pursight.policies").joinpath("builtin.toml").read_text(encoding="utf-8")
    policies = tuple(Policy.model_validate(one) for one in tomllib.loads(text)["policy"])
    if len({policy.id for policy in policies}) != len(policies):
        raise ValueError("two built-in policies have the same id")
    return policies
