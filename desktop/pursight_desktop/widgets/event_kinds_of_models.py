"""Entries of the log about the classification's model: name, icon, colour and sentence (pure)."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pursight_desktop.theme import Tone

MODEL_KINDS: Final[Mapping[str, tuple[object, str, Tone, object]]] = {
    "classification.rejudged": (
        QT_TRANSLATE_NOOP("Events", "Judged by another model"),
        "scan-search",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "Another model or threshold judges columns of {subject} anew"),
    ),
    "column_model.activated": (
        QT_TRANSLATE_NOOP("Events", "Model put to work"),
        "circle-check",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "Another model or threshold judges columns from now on"),
    ),
    "column_model.trained": (
        QT_TRANSLATE_NOOP("Events", "Model trained"),
        "circle-check",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "A version of the model was trained"),
    ),
    "column_model.training_asked": (
        QT_TRANSLATE_NOOP("Events", "Training asked for"),
        "plus",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "A new version of the model was asked for"),
    ),
    "column_model.training_cancelled": (
        QT_TRANSLATE_NOOP("Events", "Training cancelled"),
        "circle-minus",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "The training of a model was cancelled"),
    ),
    "column_model.training_failed": (
        QT_TRANSLATE_NOOP("Events", "Training failed"),
        "circle-minus",
        Tone.WARNING,
        QT_TRANSLATE_NOOP("Events", "The training of a model failed"),
    ),
    "column_model.came_with_package": (
        QT_TRANSLATE_NOOP("Events", "Model came with the server"),
        "plus",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "A version of the model came with the server's software"),
    ),
    "model_preview.asked": (
        QT_TRANSLATE_NOOP("Events", "Comparison asked for"),
        "git-compare",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "A comparison of models was asked for"),
    ),
    "model_preview.compared": (
        QT_TRANSLATE_NOOP("Events", "Models compared"),
        "git-compare",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "What another model would change was found out"),
    ),
    "model_preview.discarded": (
        QT_TRANSLATE_NOOP("Events", "Comparison discarded"),
        "circle-minus",
        Tone.NEUTRAL,
        QT_TRANSLATE_NOOP("Events", "A comparison of models was discarded"),
    ),
}
