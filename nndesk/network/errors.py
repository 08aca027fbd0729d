"""What can be wrong with a network or a computation on it. Each message is a sentence naming the culprit."""

from __future__ import annotations


class NetworkError(ValueError):
    """Base of everything this package raises on purpose; ``str()`` is fit to show to a person."""


class UnknownNodeError(NetworkError):
    def __init__(self, name: str, where: str = "") -> None:
        self.name = name
        super().__init__(f"There is no node called {name}" + (f" (in {where})." if where else "."))


class DuplicateNameError(NetworkError):
    def __init__(self, name: str, where: str = "the network") -> None:
        self.name = name
        super().__init__(f"The name {name} stands twice in {where}; names must be unique.")


class NameTakenError(DuplicateNameError):
    """A node cannot be called what another is called already."""

    def __init__(self, name: str) -> None:
        self.name = name
        NetworkError.__init__(self, f"{name} is already taken: names must be unique.")


class NameRuleError(NetworkError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            "A name needs at least one character."
            if not name
            else f"{name!r:.60} cannot name a node: use 1 to 40 printable characters, "
            "no spaces at the ends, no '<-'."
        )


class CycleError(NetworkError):
    """``cycle`` lists the nodes along the edges, the first repeated at the end."""

    def __init__(self, cycle: tuple[str, ...]) -> None:
        self.cycle = cycle
        # A cycle may have thousands of nodes; a sentence may not.
        named = cycle if len(cycle) <= 9 else (*cycle[:7], "…", cycle[-1])
        super().__init__(f"The edges close a cycle: {' → '.join(named)}.")


class DuplicateEdgeError(NetworkError):
    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        super().__init__(f"There is already an edge from {source} to {target}.")


class EdgeIntoInputError(NetworkError):
    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        super().__init__(
            f"The edge from {source} ends at {target}, which is an input; nothing can feed an input."
        )


class UnknownActivationError(NetworkError):
    def __init__(self, name: str, activation: str, known: tuple[str, ...]) -> None:
        self.name, self.activation = name, activation
        super().__init__(f"{name} has an unknown activation {activation!r}; known are {', '.join(known)}.")


class NonFiniteError(NetworkError):
    def __init__(self, what: str, value: float) -> None:
        self.what, self.value = what, value
        super().__init__(f"{what[:1].upper()}{what[1:]} is {value}; it must be a finite number.")


class UnfedOutputError(NetworkError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"Nothing feeds the output {name}; draw an edge into it or make it hidden.")


class UnknownCostError(NetworkError):
    def __init__(self, cost: str, known: tuple[str, ...]) -> None:
        self.cost = cost
        super().__init__(f"There is no cost called {cost!r}; known are {', '.join(known)}.")


class CostMisfitError(NetworkError):
    """The cost does not fit this network or these targets; without a cost the passes would go."""


class CostActivationError(CostMisfitError):
    """Cross-entropy reads ŷ as a probability, so its output nodes must be sigmoids."""

    def __init__(self, cost: str, name: str, activation: str) -> None:
        self.cost, self.name, self.activation = cost, name, activation
        super().__init__(
            f"The cost {cost} needs sigmoid outputs, but {name} has the activation {activation}."
        )


class CostTargetError(CostMisfitError):
    """Cross-entropy reads t as a probability, so targets lie from 0 to 1. ``row`` is None or from 1 on."""

    def __init__(self, cost: str, name: str, value: float, row: int | None = None) -> None:
        self.cost, self.name, self.value, self.row = cost, name, value, row
        where = "" if row is None else f" in row {row} of the data"
        target = f"{value:.6g}".replace("-", "−")
        super().__init__(
            f"The cost {cost} needs targets from 0 to 1, but the target of {name}{where} is {target}."
        )


class ShapeError(NetworkError):
    """The number of values does not fit the network."""


class NumberSyntaxError(NetworkError):
    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r:.60} is not a number; write for example -3/2, 0.5, 0,5, 1e-3 or sqrt(2).")
