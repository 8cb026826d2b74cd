"""Dividends against the bank's statement, within one basis point."""

from decimal import Decimal

BASIS_POINT = Decimal("0.0001")
BOOKED = (
    (Decimal("31.20"), Decimal("1.0842"), Decimal("33.827")),
    (Decimal("18.75"), Decimal("0.7311"), Decimal("13.708")),
)


def test_pay_date_rate_matches_the_statement():
    for amount, pay_date_rate, statement in BOOKED:
        assert abs(amount * pay_date_rate / statement - 1) <= BASIS_POINT
