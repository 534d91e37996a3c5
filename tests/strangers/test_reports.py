"""Strange reports: the set for tuning is read as well as promised, and no consistent report is accused."""

from __future__ import annotations

import pytest

from tools.strangers.reports.__main__ import SETS, score


@pytest.mark.parametrize("name", ["tune", "tune-2"])
def test_the_sets_for_tuning_are_found_and_their_consistent_twins_raise_nothing(name):
    missed, alarms, faults = score(SETS[name])
    assert alarms == []
    assert 1 - len(missed) / faults >= 0.85


@pytest.mark.parametrize("name", SETS)
def test_every_fault_differs_from_its_consistent_twin(name):
    for one in SETS[name]:
        assert (one.written(True) != one.written(False)) == bool(one.rule), one.name
