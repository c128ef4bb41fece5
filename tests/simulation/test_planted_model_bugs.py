"""Bugs planted into how a column model reaches the agents: the histories find each of them."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.simulation import model_agent
from tests.simulation.model_agent import ModelAgent
from tests.simulation.model_history import ModelHistory, run_histories
from tests.simulation.model_ledger import LabelThresholds
from tests.simulation.model_server import ModelServer, Truth
from typing_extensions import override

from pursight.contracts.models import ModelHeader, SignedModelHeader
from pursight.protocol import activation, holding
from pursight.protocol import models as packing
from pursight.protocol.models import OpenModel
from pursight.testing.simulation_world import Violation
from pursight_agent.runtime import models as runtime
from pursight_agent.scanning import walk

pytestmark = pytest.mark.timeout(400)

Plant = Callable[[pytest.MonkeyPatch], None]
_unpack, _checked, _classifier_of = packing.unpack, holding.checked, model_agent.classifier_of


def _trusts_any_signature(patch: pytest.MonkeyPatch) -> None:
    def read(signed: SignedModelHeader, _: bytes) -> ModelHeader:
        return ModelHeader.model_validate_json(signed.header)

    patch.setattr(packing, "_signed_header", read)


def _takes_another_organisation_s(patch: pytest.MonkeyPatch) -> None:
    def unpack(raw: bytes, key: bytes, *, organisation_id: Any, **more: Any) -> OpenModel:
        signed = raw[len(packing.MAGIC) : raw.find(b"\n", len(packing.MAGIC))]
        header = SignedModelHeader.model_validate_json(signed).header
        whose = ModelHeader.model_validate_json(header).organisation_id
        return _unpack(raw, key, organisation_id=whose, **more)

    patch.setattr(holding, "unpack", unpack)


def _looks_at_no_digest(patch: pytest.MonkeyPatch) -> None:
    def sha256(content: bytes) -> Any:
        class Whatever:
            def hexdigest(self) -> str:
                return announced[0]

        del content
        return Whatever()

    announced = [""]

    def checked(state: Any, asked: Any, *more: Any, **named: Any) -> OpenModel:
        announced[0] = asked.sha256
        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(packing.hashlib, "sha256", sha256)
            return _checked(state, asked, *more, **named)

    patch.setattr(holding, "checked", checked)


def _takes_an_older_one(patch: pytest.MonkeyPatch) -> None:
    def checked(
        state: Any, asked: Any, raw: bytes, key: bytes, *, organisation_id: Any
    ) -> OpenModel:
        del state, asked
        return _unpack(raw, key, organisation_id=organisation_id)

    patch.setattr(holding, "checked", checked)


def _writes_in_place(patch: pytest.MonkeyPatch) -> None:
    def write(path: Path, content: bytes) -> None:
        with path.open("wb") as file:
            file.write(content[: len(content) // 2])
            file.flush()
            os.fsync(file.fileno())
            file.write(content[len(content) // 2 :])

    patch.setattr(runtime, "write_private", write)


def _refuses_for_good(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(holding, "REFUSED_SECONDS", float("inf"))


def _keeps_what_an_earlier_start_said(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(walk, "judged_again", lambda report, *_: report)


def _names_what_it_has_heard_of(patch: pytest.MonkeyPatch) -> None:
    """Judges by the model that came along and names the server's."""

    def of(path: str, *more: Any) -> Any:
        _, serial = _classifier_of(path, *more)
        return model_agent.classifier(), serial

    patch.setattr(model_agent, "classifier_of", of)


def _counts_serials(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(activation, "next_serial", lambda active, now, *, held=None: (active or 0) + 1)


def _overtakes_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(activation, "is_overtaken", lambda *_, **__: False)


def _believes_every_report(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(activation, "must_be_judged_again", lambda *_: False)


@pytest.mark.parametrize(
    ("plant", "verdict"),
    [
        (_trusts_any_signature, "never active here|must not"),
        (_takes_another_organisation_s, "never active here|must not"),
        (_looks_at_no_digest, "must not"),
        (_takes_an_older_one, "went back"),
        (_writes_in_place, "must not"),
        (_refuses_for_good, "did not come to"),
        (_keeps_what_an_earlier_start_said, "not of the model that it names"),
        (_names_what_it_has_heard_of, "not of the model that it names"),
        (_counts_serials, "stands for two"),
        (_overtakes_nobody, "did not come to"),
        (_believes_every_report, "not what the model in use finds"),
    ],
)
def test_a_planted_bug_is_caught(
    monkeypatch: pytest.MonkeyPatch, plant: Plant, verdict: str
) -> None:
    plant(monkeypatch)
    _caught(ModelHistory, verdict)


class ActivatesOverPeople(ModelServer):
    """Takes what a model finds for more than what a person said."""

    @override
    def activate(self, number: int, thresholds: LabelThresholds) -> None:
        super().activate(number, thresholds)
        self.truth = Truth(**{**vars(self.truth), "decisions": {}})


class ReadsWhatItKnows(ModelAgent):
    """Reads everything again when the model has changed."""

    _by: int | None = None

    @override
    def scan(self, nominal: int, *, killed_after: int | None = None) -> None:
        if self.held != self._by:
            previous = self.disk.previous
            self.disk.previous = {
                name: (state, table.model_copy(update={"fingerprint": "0" * 64}))
                for name, (state, table) in previous.items()
            }
        self._by = self.held
        super().scan(nominal, killed_after=killed_after)


@pytest.mark.parametrize(
    ("server", "agent", "verdict"),
    [
        (ActivatesOverPeople, ModelAgent, "decision was undone"),
        (ModelServer, ReadsWhatItKnows, "read again"),
    ],
)
def test_a_planted_wrong_side_is_caught(
    server: type[ModelServer], agent: type[ModelAgent], verdict: str
) -> None:
    wrong = {"server_class": server, "agent_class": agent}
    _caught(type("WrongHistory", (ModelHistory,), wrong), verdict)


def _caught(kind: type[ModelHistory], verdict: str) -> None:
    with pytest.raises(Violation, match=verdict) as caught:
        run_histories(kind, 150)
    print(caught.value)
