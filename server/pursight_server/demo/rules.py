"""What the invented company expects of its data; which of it fails is part of the known answers."""

from dataclasses import dataclass

from pursight.contracts.rules import (
    Check,
    ForeignKeyHolds,
    InSet,
    NotNull,
    Pattern,
    Range,
    RowCount,
    Severity,
    Unique,
)


@dataclass(frozen=True, slots=True)
class DemoRule:
    """A rule of one of the company's sources, and whether the data keeps it."""

    source: str
    schema_name: str
    table: str
    name: str
    severity: Severity
    check: Check
    holds: bool


RULES = (
    DemoRule(
        "crm", "crm", "customer", "Customers can be written to", Severity.MEDIUM,
        NotNull(column="email"), holds=False,
    ),
    DemoRule(
        "crm", "crm", "customer", "E-mail addresses are addresses", Severity.HIGH,
        Pattern(column="email", expression=r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"), holds=False,
    ),
    DemoRule(
        "crm", "crm", "customer", "Nobody is born in the future", Severity.HIGH,
        Range(column="date_of_birth", minimum="1900-01-01", maximum="2026-01-01"), holds=False,
    ),
    DemoRule(
        "crm", "crm", "customer", "Customer numbers are unique", Severity.CRITICAL,
        Unique(columns=("customer_id",)), holds=True,
    ),
    DemoRule(
        "crm", "crm", "order_item", "Quantities are at least one", Severity.HIGH,
        Range(column="quantity", minimum=1), holds=False,
    ),
    DemoRule(
        "crm", "crm", "orders", "Every order has a customer", Severity.CRITICAL,
        ForeignKeyHolds(
            columns=("customer_id",), ref_schema="crm", ref_table="customer",
            ref_columns=("customer_id",),
        ),
        holds=True,
    ),
    DemoRule(
        "crm", "staging", "order_import", "Imported orders know their customer", Severity.HIGH,
        ForeignKeyHolds(
            columns=("customer_ref",), ref_schema="crm", ref_table="customer",
            ref_columns=("customer_id",),
        ),
        holds=False,
    ),
    DemoRule(
        "hr", "main", "payroll", "Salaries are above nothing", Severity.CRITICAL,
        Range(column="annual_salary", minimum=0), holds=False,
    ),
    DemoRule(
        "hr", "main", "employee", "Work addresses are unique", Severity.HIGH,
        Unique(columns=("work_email",)), holds=True,
    ),
    DemoRule(
        "hr", "main", "employee", "Sex is one of the known words", Severity.LOW,
        InSet(column="sex", values=("female", "male", "diverse")), holds=True,
    ),
    DemoRule(
        "share", "marketing", "newsletter_2025.csv", "Consent is yes or no", Severity.MEDIUM,
        InSet(column="Einwilligung", values=("ja", "nein")), holds=True,
    ),
    DemoRule(
        "share", "finance", "payments.parquet", "A quarter's payments are there", Severity.MEDIUM,
        RowCount(minimum=1000), holds=True,
    ),
    DemoRule(
        "share", "finance", "payments.parquet", "References are our own", Severity.HIGH,
        Pattern(column="reference", expression=r"RF\d{8}"), holds=False,
    ),
)  # fmt: skip
