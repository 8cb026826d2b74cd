from datetime import date
from decimal import Decimal

import pytest

from backend.app.dto.macro import MacroSnapshot
from backend.app.services import cycles

SNAPSHOTS = {
    "2008-09": (
        {"output_gap": "-0.6", "credit_growth": "-0.9", "policy_rate": "-0.2", "yield_curve": "0.1"},
        "contraction",
    ),
    "2021-06": (
        {"output_gap": "0.4", "credit_growth": "0.8", "policy_rate": "-0.1", "yield_curve": "0.9"},
        "expansion",
    ),
}


@pytest.mark.parametrize("month", sorted(SNAPSHOTS))
def test_known_months_have_their_phase(month):
    values, phase = SNAPSHOTS[month]
    snapshot = MacroSnapshot(
        as_of=date.fromisoformat(f"{month}-30"),
        region="US",
        indicators={name: Decimal(value) for name, value in values.items()},
    )
    found = cycles.compute_short_term(snapshot, "PP_2025-09-30", "3fc9a1e")
    assert found.phase == phase
    assert found.method_version == "cycles_v2"


def test_a_missing_indicator_lowers_the_confidence():
    snapshot = MacroSnapshot(as_of=date(2025, 9, 30), region="US", indicators={"output_gap": Decimal("0.4")})
    assert cycles.compute_short_term(snapshot, "PP_2025-09-30", "3fc9a1e").confidence == Decimal("0.35")
