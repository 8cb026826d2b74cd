"""Properties of the split by currency: r_base = (1 + r_local)(1 + r_fx) - 1 for each position and for their sum."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from backend.app.dto.attribution import PositionReturn
from backend.app.services import metrics

returns = st.decimals(min_value="-0.5", max_value="0.5", places=4)
weights = st.decimals(min_value="0.01", max_value="0.5", places=4)


@st.composite
def euro_positions(draw):
    pairs = draw(st.lists(st.tuples(weights, returns), min_size=1, max_size=6))
    return [
        PositionReturn(symbol=f"S{index}", currency="EUR", weight=weight, local_return=local)
        for index, (weight, local) in enumerate(pairs)
    ]


@given(positions=euro_positions(), fx=returns)
def test_parts_add_up_to_the_base_return(positions, fx):
    part = metrics.currency_slice("EUR", positions, fx)
    whole = sum((each.weight * metrics.base_return(each.local_return, fx) for each in positions), Decimal(0))
    assert abs(part.total - whole) < Decimal("1e-12")


@given(positions=euro_positions())
def test_a_still_currency_adds_nothing(positions):
    part = metrics.currency_slice("EUR", positions, Decimal(0))
    assert part.fx == part.interaction == 0
