"""Texts of rows planted everywhere: none stands in what may leave an agent."""

import random
import string
from datetime import UTC, datetime
from uuid import UUID

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursight.classification.classifier import Classifier
from pursight.contracts.rules import InSet, NotNull, Pattern, Range, RuleSpec, Unique
from pursight.contracts.scans import ColumnFacts, TableFacts, TableKind
from pursight.engine.defaults import without_literals
from pursight.engine.table import TableState

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def canaries(seed: int, number: int) -> list[str]:
    rng = random.Random(seed)
    return ["".join(rng.choices(string.ascii_letters + string.digits, k=12)) for _ in range(number)]


def planted(texts: list[str]) -> pa.RecordBatch:
    """The texts in every type of cell that can hold one, alone and amid others."""
    mail = [f"{text}@{text}.org" for text in texts]
    prose = [
        f"Please call {text} about the {text} account, or write to {text}@x.org" for text in texts
    ]
    return pa.record_batch(
        {
            "plain": pa.array(texts),
            "same": pa.array(texts[:1] * len(texts)),
            "large": pa.array(texts, pa.large_string()),
            "view": pa.array(texts, pa.string_view()),
            "dictionary": pa.array(texts).dictionary_encode(),
            "binary": pa.array([text.encode() for text in texts]),
            "fixed": pa.array([text.encode() for text in texts], pa.binary(12)),
            "list": pa.array([[text, None] for text in texts]),
            "struct": pa.array([{"field": text} for text in texts]),
            "map": pa.array([[(text, text)] for text in texts], pa.map_(pa.string(), pa.string())),
            "email": pa.array(mail),
            "notes": pa.array(prose),
            "password": pa.array(texts),
            "sparse": pa.array([texts[0]] + [None] * (len(texts) - 1), pa.string()),
            "long": pa.array([text * 100 for text in texts]),
            "number": pa.array([int.from_bytes(text.encode()[:7]) for text in texts]),
        }
    )  # fmt: skip


def report_of(batch: pa.RecordBatch, classifier: Classifier, default: str) -> str:
    facts = TableFacts(
        name="t",
        kind=TableKind.TABLE,
        columns=tuple(
            ColumnFacts(name=name, position=at, type="text", default=default)
            for at, name in enumerate(batch.schema.names, 1)
        ),
    )
    checks = [
        check
        for name in batch.schema.names
        for check in (
            NotNull(column=name), Unique(columns=(name,)), Pattern(column=name, expression="x+"),
            InSet(column=name, values=("1",)), Range(column=name, minimum=1),
        )
    ]  # fmt: skip
    rules = [RuleSpec(id=UUID(int=at), name="r", table="t", check=c) for at, c in enumerate(checks)]
    state = TableState(facts, batch.schema, classifier, rules, now=NOW)
    state.update(batch)
    return state.report(complete=True).model_dump_json()


@pytest.mark.parametrize("number", [1, 3, 400])
def test_no_canary_sings(classifier: Classifier, number: int) -> None:
    texts = canaries(number, number)
    batch = planted(texts)
    default = f"'{texts[0]}'::text || $x${texts[0]}$x$"
    leaves = report_of(batch, classifier, default).lower()
    for text in texts:
        assert text.lower() not in leaves
        assert text.encode().hex() not in leaves
    if number == 1:
        assert str(batch["number"][0]) not in leaves


def test_the_search_for_canaries_would_find_one(classifier: Classifier) -> None:
    texts = canaries(5, 50)
    batch = planted(texts)
    facts = TableFacts(name="t", kind=TableKind.TABLE)
    state = TableState(facts, batch.schema, classifier, (), now=NOW)
    state.update(batch)
    assert min(texts) in state.document(complete=True).model_dump_json(by_alias=True)


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("nextval('public.a_seq'::regclass)", "nextval('…'::regclass)"),
        ("'G'::public.mpaa_rating", "'…'::public.mpaa_rating"),
        ("'x'::character varying(20)", "'…'::character varying(20)"),
        ("ARRAY['a','b']::text[]", "ARRAY['…','…']::text[]"),
        ("'2020'::timestamp without time zone", "'…'::timestamp without time zone"),
        ("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP",) * 2,
        ("(4.99 + 1e-3) * -2",) * 2,
        ("gen_random_uuid()",) * 2,
        ("true",) * 2,
        ("hello", "'…'"),
        ("日本", "'…'"),
        ('"secret"', "'…'"),
        ("`secret`", "'…'"),
        ("X'00FF'", "'…'"),
        ("E'it\\'s secret'", "'…'"),
        ("'it''s secret'", "'…'"),
        ("'C:\\' || ' secret (1) and 42'", "'…'"),
        ('"C:\\" || " secret (1) and 42"', "'…'"),
        ("'C:\\\\' || now()", "'…' || now()"),
        ("'unclosed secret", "'…'"),
        ("$$secret$$", "'…'"),
        ("$a$ secret $b$ secret $a$ || now()", "'…' || now()"),
        ("$a$unclosed secret", "'…'"),
        ("", ""),
    ],
)
def test_defaults_keep_their_form_and_lose_their_texts(expression: str, shown: str) -> None:
    assert without_literals(expression) == shown


@given(
    st.text(alphabet="canary '\"\\$`", min_size=1),
    st.sampled_from(
        [
            "'{}'",
            "E'{}'",
            "x || '{}'",
            "'{}",
            "$${}$$",
            "$q${}$q$",
            '"{}"',
            "{}",
            "'a\\' || '{} (x)'",
        ]
    ),
)
def test_no_text_in_a_default_survives(text: str, around: str) -> None:
    assert "canary" not in without_literals(around.replace("{}", text + "canary" + text))
