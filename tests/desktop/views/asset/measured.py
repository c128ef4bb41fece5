"""Profiles as scans report them: made by the engine itself, of invented values."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
from tests.desktop.views.asset import customers

from pursight.profiling.column import ColumnProfile
from pursight_desktop.replica.store import Store
from pursight_server.catalog.model import column_measures


def measured(values: Any) -> dict[str, Any]:
    """The measures of a column of these values, as a console gets them."""
    state = ColumnProfile(values.type)
    state.update(values)
    measures = column_measures(state.report(complete=True, mask=False))
    assert measures is not None
    return measures


def amounts() -> dict[str, Any]:
    """Numbers with a long tail."""
    numbers = np.random.default_rng(4).lognormal(4, 1.1, 5000).round(2)
    return measured(pa.array(numbers))


def days() -> dict[str, Any]:
    """Days of some years, some of them often."""
    rng = np.random.default_rng(5)
    first = date(2019, 3, 1)
    return measured(pa.array([first + timedelta(days=int(n)) for n in rng.beta(5, 2, 5000) * 150]))


TABLE: dict[str, Any] = {
    "row_count": 5000,
    "row_count_exact": True,
    "structure": {
        "examined": 5000,
        "complete": True,
        "keys": [
            {"columns": ["id"], "exact": True, "declared": True},
            {"columns": ["card_no"], "exact": True},
            {"columns": ["email", "born"], "exact": False, "error": 0.008},
        ],
        "dependencies": [
            {"determinant": "card_no", "dependent": "email"},
            {"determinant": "email", "dependent": "born", "error": 0.0024},
        ],
    },
    "joins": [
        {"column": "id", "ref_schema": "sales", "ref_table": "order", "ref_column": "customer_id",
         "contained": 0.971, "error": None, "compared": 5000, "declared": True,
         "estimated_from": "all"},
        {"column": "email", "ref_schema": "crm", "ref_table": "contact", "ref_column": "address",
         "contained": 1.0, "error": 0.004, "compared": 4096, "declared": False,
         "estimated_from": "sample"},
    ],
}  # fmt: skip


def put_measures(store: Store) -> None:
    """Let a scan's numbers arrive for the table of customers."""
    for row_id, measures in (
        (customers.ID, amounts()), (customers.BORN, days()), (customers.CUSTOMER, TABLE),
    ):  # fmt: skip
        customers.put(store, "profile", row_id, {
            "measures": measures, "at": customers.SEEN, "history": [],
        }, rev=2)  # fmt: skip
