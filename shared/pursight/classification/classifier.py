"""Classifier: compiled patterns, dictionaries and thresholds; made once per process."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pursight.classification import language, prose
from pursight.classification.automaton import Automaton, Re2Automaton, build_automaton
from pursight.classification.checksums import check_named
from pursight.classification.column import ColumnContext, ColumnEvidence
from pursight.classification.column_model import ColumnModel, shipped
from pursight.classification.column_names import NameEvidence, read_comment, read_context, read_name
from pursight.classification.decide import weigh
from pursight.classification.features import NamesAround, features_of
from pursight.classification.fingerprint import fingerprint_of
from pursight.classification.judging import heard, judge_all
from pursight.classification.language_model import LanguageModel, model_named
from pursight.classification.narrowing import Finder, Habit
from pursight.classification.observed import Kind, Observed
from pursight.classification.patterns.catalogue import CELL_PATTERNS, PROSE_PATTERNS
from pursight.classification.patterns.pattern import Pattern
from pursight.classification.placeholders import without_placeholders
from pursight.classification.rare import LABELS as RARE
from pursight.classification.rare import LISTED, RareFinds, Where, telling
from pursight.classification.recognizers.matcher import Matcher
from pursight.classification.recognizers.recognized import Seen, settled
from pursight.classification.recognizers.recognizer import Recognizer
from pursight.classification.thresholds import STANDARD, Thresholds
from pursight.classification.tokens import plain_tokens
from pursight.classification.written_numbers import WrittenNumbers, written_numbers
from pursight.contracts.features import ColumnFeatures, LanguageEvidence
from pursight.contracts.scans import Classification


def _everywhere(pattern: Pattern) -> bool:
    """Whether a pattern is telling enough to be looked for in every cell of every column."""
    return pattern.strength >= 0.8 and (
        not pattern.check or pattern.label in {"credit_card", "iban"}
    )


def _worth_reading(seen: Observed) -> bool:
    """Whether Presidio could add something: varied texts with digits or signs, no known form."""
    known = max(seen.shape(name) for name in ("uuid", "hex", "date", "number", "word", "flag"))
    return (
        seen.kind is Kind.TEXT
        and seen.distinct >= 8
        and seen.shape("has_digit") >= 0.5
        and known < 0.5
        and seen.prose_cells < 0.5 * seen.cells
    )


def _holds(pattern: Pattern, cell: str) -> bool:
    """Whether the check digits hold for one place of a cell that a pattern fits."""
    holds = check_named(pattern.check)
    found = re.finditer(pattern.expression.encode("latin-1"), cell.encode())
    return holds is None or any(holds(match[0].decode("latin-1")) for match in found)


def _words_of(context: ColumnContext) -> frozenset[str]:
    """The words of the names that context words of recognisers are compared with."""
    return frozenset(
        w.lower() for name in (context.column, context.table) for w in plain_tokens(name)
    )


def _as_evidence(found: language.Finding | None) -> LanguageEvidence | None:
    if found is None:
        return None
    return LanguageEvidence(
        label=found.label,
        entity=found.entity.lower(),
        matched=found.matched,
        examined=found.examined,
        confidence=round(found.confidence, 4),
    )


class Classifier:
    """Turns what `ColumnEvidence` gathered into a label with its reasons."""

    def __init__(
        self,
        automaton: Automaton,
        thresholds: Thresholds,
        use_language: bool,
        model: ColumnModel | None = None,
        *,
        prose: Automaton | None = None,
        matcher: Matcher | None = None,
        language_model: LanguageModel | None = None,
    ) -> None:
        self._language_model = language_model
        self._language = use_language
        self.matcher = matcher
        self.model = model
        self.automaton = automaton
        self.thresholds = thresholds
        self.everywhere = tuple(p for p in CELL_PATTERNS if _everywhere(p))
        self.prose_labels = tuple(p.label for p in PROSE_PATTERNS)
        self.telling = tuple(n for n, p in enumerate(self.everywhere) if telling(p))
        self.finder = Finder(self.everywhere, automaton)
        self._closely = Re2Automaton(CELL_PATTERNS)
        self._in_prose = Finder(PROSE_PATTERNS, prose or build_automaton(PROSE_PATTERNS))
        self._checked = {n: p for n, p in enumerate(PROSE_PATTERNS) if p.check}

    @classmethod
    def build(
        cls,
        *,
        thresholds: Thresholds | None = None,
        language: bool = True,
        cache: Path | None = None,
        model: ColumnModel | Literal["shipped"] | None = "shipped",
        recognizers: Sequence[Recognizer] = (),
        language_model: str = "",
    ) -> Classifier:
        """Compile, or load compiled patterns from `cache` when they are of this version and CPU.

        Args:
            thresholds: From which confidence a label applies or is suggested.
            language: Use Presidio for what the patterns leave open, if it is installed.
            cache: Folder for compiled patterns; None compiles anew (about two seconds).
            model: Tier 3; None leaves it out.
            recognizers: Looked for in every value besides; see `recognizers.files.read_all`.
            language_model: A spaCy model's package or folder; empty takes one that is installed.

        Raises:
            NoSuchModel: The language model that was named is not here.
        """
        patterns = tuple(p for p in CELL_PATTERNS if _everywhere(p))
        return cls(
            build_automaton(patterns, cache=cache),
            thresholds or Thresholds(),
            language,
            shipped() if isinstance(model, str) else model,
            prose=build_automaton(PROSE_PATTERNS, cache=cache),
            matcher=Matcher(recognizers, cache=cache) if recognizers else None,
            language_model=model_named(language_model) if language else None,
        )

    def entities_in(
        self,
        prose: pa.Array[Any],
        counts: npt.NDArray[np.int64],
        rare: RareFinds,
        where: Where,
        habit: Habit,
    ) -> npt.NDArray[np.int64]:
        """Count cells of prose that hold an entity, per prose pattern; check digits must hold."""
        numbers, places = self._in_prose.find(prose, habit).pairs()
        tried = np.bincount(numbers, counts[places].astype(np.float64), len(self.prose_labels))
        for number, pattern in self._checked.items():
            mine = np.flatnonzero(numbers == number)
            cells: list[Any] = prose.take(pa.array(places[mine], pa.int64())).to_pylist()
            broken = [at for at, cell in zip(mine, cells, strict=True) if not _holds(pattern, cell)]
            numbers, places = np.delete(numbers, broken), np.delete(places, broken)
        held = np.bincount(numbers, counts[places].astype(np.float64), len(self.prose_labels))
        for number, label in enumerate(self.prose_labels):
            if label in RARE and held[number]:
                holding = prose.take(pa.array(places[numbers == number], pa.int64()))
                counted = int(tried[number]), int(held[number])
                rare.take(label, counted, holding.unique()[:LISTED].to_pylist(), where)
        return held.astype(np.int64)

    def classify(self, evidence: ColumnEvidence, context: ColumnContext) -> Classification:
        """Decide about one column."""
        found = self.judge([self.features(evidence, context)])[0]
        return self.settle(found, evidence, context)

    def judge(self, columns: Sequence[ColumnFeatures]) -> list[Classification]:
        """Decide about columns by their features, fresh or kept from an earlier scan."""
        return judge_all(columns, self.model, self.thresholds)

    def features(self, evidence: ColumnEvidence, context: ColumnContext) -> ColumnFeatures:
        """Measure a column once and for all judgements; thresholds and model have no part in it."""
        names = self._names(context)
        around = read_context(context.table, context.table_comment, context.neighbours)
        seen = self._observe(evidence)
        candidates = weigh(seen, names, around)
        certain = max(one.confidence for one in candidates) >= STANDARD.suggest
        said: LanguageEvidence | None = None
        if self._language and not certain and not seen.rare and _worth_reading(seen):
            tokens = [t for t in plain_tokens(context.column) if t.isalpha()]
            said = _as_evidence(language.find([value for value, _ in seen.sample], tokens))
        called = NamesAround(context.column, context.table, context.neighbours)
        return features_of(seen, names, around, called, candidates=candidates, language=said)

    def settle(
        self, found: Classification, evidence: ColumnEvidence, context: ColumnContext
    ) -> Classification:
        """Let recognisers and the language model that users brought have their say.

        What they add stands in no features: a column that they changed is not judged again without
        its source.
        """
        if self.matcher is not None:
            column = Seen(evidence.cells, evidence.prose_cells, _words_of(context))
            known = self.matcher.recognizers
            found = settled(found, known, evidence.recognized, column, self.thresholds)
        if found.label == "free_text_pii":
            return prose.counted(found, evidence.sample.values(), self._language_model)
        if found.label == "none" and self._language_model is not None:
            seen = self._observe(evidence)
            if prose.worth_naming(seen):
                named = self._language_model.find([value for value, _ in seen.sample])
                return found if named is None else heard(found, named, self.thresholds)
        return found

    @cached_property
    def written_numbers(self) -> WrittenNumbers:
        """Which numbers its patterns could fit."""
        return written_numbers(self.everywhere)

    @cached_property
    def fingerprint(self) -> str:
        """What tells this classifier from one that might see other features in a column."""
        brought = "" if self.matcher is None else self.matcher.fingerprint
        model = "" if self._language_model is None else self._language_model.identity
        return fingerprint_of(language=self._language, recognizers=brought, model=model)

    @property
    def reads_language(self) -> bool:
        """Whether Presidio takes part, which a process beside need not have loaded."""
        return self._language and language.installed()

    @property
    def tiers(self) -> tuple[str, ...]:
        """What works here, for health and reports; Presidio says when it is missing."""
        presidio = "off"
        if self._language:
            presidio = "presidio" if language.installed() else "presidio not installed"
            presidio += "" if self._language_model is None else f", {self._language_model.identity}"
        brought = () if self.matcher is None else (f"recognizers: {len(self.matcher.recognizers)}",)
        engine = f"patterns: {self.automaton.engine}"
        model = "off" if self.model is None else f"version {self.model.version}"
        tier3 = f"column model: {model}"
        return (engine, *brought, "dictionaries", f"language: {presidio}", tier3)

    @property
    def notices(self) -> tuple[str, ...]:
        """What of the recognisers that were brought was too slow and is left out since."""
        return () if self.matcher is None else self.matcher.notices

    @staticmethod
    def _names(context: ColumnContext) -> Mapping[str, NameEvidence]:
        names = dict(read_name(context.column))
        for label, said in read_comment(context.comment).items():
            if label not in names or names[label].strength < said.strength:
                names[label] = said
        return names

    def _observe(self, evidence: ColumnEvidence) -> Observed:
        whole = evidence.sample.values()
        sample = without_placeholders(whole)
        rare = evidence.rare.convincing()
        matrix = np.zeros((len(CELL_PATTERNS), len(sample)), np.bool_)
        if sample:
            texts = pa.array([value for value, _ in sample], pa.large_string())
            numbers, places = self._closely.scan(texts)
            matrix[numbers, places] = True
        return Observed(
            kind=evidence.kind,
            cells=evidence.cells,
            distinct=evidence.sample.distinct() - (len(whole) - len(sample)),
            complete=evidence.sample.complete,
            sample=sample,
            patterns=CELL_PATTERNS,
            matrix=matrix,
            everywhere={
                p.detector: int(n) for p, n in zip(self.everywhere, evidence.hits, strict=True)
            },
            prose_cells=evidence.prose_cells,
            entities={
                label: int(n)
                for label, n in zip(self.prose_labels, evidence.prose_hits, strict=True)
                if n and (label not in RARE or label in rare)
            },
            pictures=evidence.pictures,
            rare=rare,
            names_share=prose.naming(sample, self._language_model)
            if 3 * evidence.prose_cells > evidence.cells
            else 0.0,
        )
