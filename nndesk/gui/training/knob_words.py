"""What the knobs of training are called, and what each does, in a line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

WHOLE = frozenset({"batch", "epochs", "seed", "period", "stop_patience"})
"""Knobs that take whole numbers."""
_USUAL = {"cost": 0.01, "gradient": 0.001, "patience": 20, "accuracy": 0.95, "seconds": 10.0}


def usual(criterion: str) -> float:
    """What a criterion of stopping is to begin with."""
    return _USUAL[criterion]


def architecture() -> tuple[str, str]:
    return (
        QCoreApplication.translate("nndesk", "Architecture"),
        QCoreApplication.translate(
            "nndesk", "How many nodes in how many layers: draw it, or use + and − under the columns."
        ),
    )


def activation() -> tuple[str, str]:
    return (
        QCoreApplication.translate("nndesk", "Activation of the hidden neurons"),
        QCoreApplication.translate(
            "nndesk", "What makes an output of a signal. Where it is flat nothing is learned."
        ),
    )


def cost() -> tuple[str, str]:
    return (
        QCoreApplication.translate("nndesk", "Cost"),
        QCoreApplication.translate(
            "nndesk", "What is made small. Cross-entropy pushes hardest where the answer is most wrong."
        ),
    )


def normalisation() -> tuple[str, str]:
    return (
        QCoreApplication.translate("nndesk", "Data normalisation"),
        QCoreApplication.translate("nndesk", "Inputs of one size let all weights learn at one pace."),
    )


def regularisation() -> tuple[str, str]:
    return (
        QCoreApplication.translate("nndesk", "Regularisation"),
        QCoreApplication.translate(
            "nndesk", "Large weights cost, too: L2 keeps all of them small, L1 makes some of them 0."
        ),
    )


def batches() -> tuple[str, str]:
    return (
        QCoreApplication.translate("nndesk", "Batch or stochastic"),
        QCoreApplication.translate(
            "nndesk",
            "Samples per step: 1 is stochastic, quick and restless; 0 takes all, and goes straight down.",
        ),
    )


def stopping() -> tuple[str, str]:
    return (
        QCoreApplication.translate("nndesk", "Stopping criteria"),
        QCoreApplication.translate(
            "nndesk", "Whichever is met first ends the run; held-out samples judge where there are some."
        ),
    )


def learning_rate() -> tuple[str, str]:
    return (
        QCoreApplication.translate("nndesk", "Learning rate"),
        QCoreApplication.translate(
            "nndesk", "How far a step goes. Too small crawls, too large leaps over the valley."
        ),
    )


def momentum() -> tuple[str, str]:
    return (
        QCoreApplication.translate("nndesk", "Momentum"),
        QCoreApplication.translate(
            "nndesk", "What is kept of the last step: it rolls on through flat places and small hollows."
        ),
    )


def optimiser() -> tuple[str, str]:
    return (
        QCoreApplication.translate("nndesk", "Optimiser (beyond the lecture)"),
        QCoreApplication.translate("nndesk", "Adam gives every weight a pace of its own."),
    )


def criteria() -> tuple[tuple[str, str, float, bool], ...]:
    """``(name, caption, step, whole numbers)`` of each criterion beside the epochs."""
    return (
        ("cost", QCoreApplication.translate("nndesk", "J below"), 0.01, False),
        ("gradient", QCoreApplication.translate("nndesk", "‖∇J‖ below"), 0.001, False),
        (
            "patience",
            QCoreApplication.translate("nndesk", "No better for so many epochs"),
            5.0,
            True,
        ),
        (
            "accuracy",
            QCoreApplication.translate("nndesk", "Accuracy"),
            0.01,
            False,
        ),
        ("seconds", QCoreApplication.translate("nndesk", "Seconds"), 1.0, False),
    )


def normalisations() -> list[tuple[str, str]]:
    return [
        ("none", QCoreApplication.translate("nndesk", "None")),
        ("minmax", QCoreApplication.translate("nndesk", "Min–max")),
        ("zscore", QCoreApplication.translate("nndesk", "z-score")),
    ]


def schedules() -> list[tuple[str, str]]:
    return [
        ("constant", QCoreApplication.translate("nndesk", "constant")),
        ("step", QCoreApplication.translate("nndesk", "in steps")),
        ("inverse", QCoreApplication.translate("nndesk", "1/t")),
    ]


def optimisers() -> list[tuple[str, str]]:
    return [
        ("descent", QCoreApplication.translate("nndesk", "Gradient descent")),
        ("adam", QCoreApplication.translate("nndesk", "Adam")),
    ]


def cost_name(name: str) -> str:
    return {
        "squared": QCoreApplication.translate("nndesk", "½ Σ (t − z)²"),
        "cross_entropy": QCoreApplication.translate("nndesk", "cross-entropy"),
    }.get(name, name)


def parameters(count: int) -> str:
    return QCoreApplication.translate("nndesk", "{count} parameters").format(count=count)


def caption(name: str) -> str:
    """What a knob is called in a sentence or beside its field."""
    return {
        "activation": QCoreApplication.translate("nndesk", "the activation"),
        "cost": QCoreApplication.translate("nndesk", "the cost"),
        "normalisation": QCoreApplication.translate("nndesk", "the normalisation"),
        "batch": QCoreApplication.translate("nndesk", "Batch"),
        "shuffle": QCoreApplication.translate("nndesk", "Shuffle"),
        "seed": QCoreApplication.translate("nndesk", "Seed"),
        "epochs": QCoreApplication.translate("nndesk", "Epochs"),
        "decay": QCoreApplication.translate("nndesk", "times"),
        "period": QCoreApplication.translate("nndesk", "every"),
        "nesterov": QCoreApplication.translate("nndesk", "Nesterov"),
        "schedule": QCoreApplication.translate("nndesk", "the schedule of η"),
        "optimiser": QCoreApplication.translate("nndesk", "the optimiser"),
        "eta": QCoreApplication.translate("nndesk", "the learning rate"),
        "momentum": QCoreApplication.translate("nndesk", "the momentum"),
        "l1": QCoreApplication.translate("nndesk", "the L1 penalty"),
        "l2": QCoreApplication.translate("nndesk", "the L2 penalty"),
        **{f"stop_{key}": text for key, text, *_ in criteria()},
    }[name]
