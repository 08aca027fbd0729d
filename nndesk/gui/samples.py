"""The Data menu: samples made by rule, so that a network drawn by hand can be trained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from nndesk.data.dataset import DataError
from nndesk.document import sample_edits
from nndesk.document.document import Document
from nndesk.document.normalising import normalise
from nndesk.gui.session import Session
from nndesk.network.errors import NetworkError

if TYPE_CHECKING:
    from nndesk.data.knobs import Generator, Setting
    from nndesk.data.normalisation import Kind

TRUTH_TABLES = ("and", "or", "xor", "nand")


class Samples(QObject):
    """Gives the document other samples, each time as one named undo step."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._clouds_made = 0

    def truth_table(self, function: str) -> None:
        """The truth table of ``function`` over the network's inputs."""
        text = QCoreApplication.translate("nndesk", "Take the truth table of {function}")
        try:
            new = sample_edits.with_truth_table(self._session.document, function)
        except (DataError, NetworkError) as error:
            self._session.message.emit(str(error), "error")
            return
        self._take(text.format(function=function.upper()), new)

    def two_clouds(self) -> None:
        """Two clouds of points; every call draws others."""
        self._clouds_made += 1
        text = QCoreApplication.translate("nndesk", "Take two clouds of points")
        self._take(text, sample_edits.with_two_clouds(self._session.document, self._clouds_made))

    def generate(self, generator: Generator, settings: Mapping[str, Setting], seed: int, adapt: bool) -> None:
        """What ``generator`` makes; with ``adapt`` the network gets the inputs and outputs that it needs."""
        text = QCoreApplication.translate("nndesk", "Generate data: {title}")
        try:
            new = sample_edits.with_generated(self._session.document, generator, settings, seed, adapt=adapt)
        except (DataError, NetworkError) as error:
            self._session.message.emit(str(error), "error")
            return
        self._take(text.format(title=generator.title), new)

    def normalise(self, kind: Kind) -> None:
        """Show the network the inputs on another scale, fitted to the training samples as they are now."""
        texts = {
            "none": QCoreApplication.translate("nndesk", "Take the data as they are"),
            "minmax": QCoreApplication.translate("nndesk", "Normalise the data to 0 … 1"),
            "zscore": QCoreApplication.translate("nndesk", "Normalise the data by z-scores"),
        }
        self._session.attempt(lambda document: (texts[kind], normalise(document, kind)))

    def fit_again(self) -> None:
        """Fit the normalisation that there is to the training samples as they are now."""
        text = QCoreApplication.translate("nndesk", "Fit the normalisation again")
        self._session.attempt(lambda document: (text, normalise(document, document.normalisation.kind)))

    def hold_out(self, fraction: float, seed: int, stratified: bool) -> None:
        """Hold a part of the samples out of training; 0 holds none."""
        document = self._session.document
        try:
            new = sample_edits.with_held_out(document, fraction, seed, stratified)
        except (DataError, NetworkError) as error:
            self._session.message.emit(str(error), "error")
            return
        text = QCoreApplication.translate("nndesk", "Hold out {count} samples")
        self._session.edit(text.format(count=int(new.dataset.test.sum())), new)

    def remove_all(self) -> None:
        """No samples at all."""
        document = self._session.document
        text = QCoreApplication.translate("nndesk", "Remove {count} samples")
        self._session.edit(text.format(count=len(document.dataset)), sample_edits.without_samples(document))

    def _take(self, text: str, new: Document) -> None:
        self._session.edit(text, new)
        network, dataset = new.network, new.dataset
        if new.data_fit() or not network.names:
            return
        text = QCoreApplication.translate(
            "nndesk",
            "The samples have {inputs} inputs and {targets} target, the network {d} inputs and {c} outputs.",
        )
        text = text.format(
            inputs=dataset.input_count,
            targets=dataset.target_count,
            d=len(network.inputs),
            c=len(network.outputs),
        )
        self._session.message.emit(text, "info")
