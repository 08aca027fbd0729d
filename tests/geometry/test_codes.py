"""How identities are written."""

from __future__ import annotations

from nndesk.geometry.codes import code_latex, code_text, code_values


def test_identities_of_steps_are_written_with_0_and_1() -> None:
    assert code_text((1, 0, 1)) == "(1,0,1)"
    assert code_latex((1, 0, 1)) == "(1,0,1)"
    assert code_values((1, 0, 1)) == (1.0, 0.0, 1.0)


def test_identities_of_signs_are_written_with_plus_and_minus_1() -> None:
    assert code_text((1, 0, 1), signed=True) == "(+1,−1,+1)"
    assert code_latex((1, 0, 1), signed=True) == "({+}1,{-}1,{+}1)"
    assert code_values((1, 0, 1), signed=True) == (1.0, -1.0, 1.0)


def test_without_lines_there_is_one_empty_identity() -> None:
    assert code_text(()) == "()"


def test_each_neuron_may_have_digits_of_its_own() -> None:
    assert code_text((1, 0, 0), (False, True, False)) == "(1,−1,0)"
