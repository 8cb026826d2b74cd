from decimal import Decimal

from backend.app.services import metrics, packs


def test_returns_are_chained():
    assert metrics.time_weighted_return([Decimal("0.10"), Decimal("-0.10")]) == Decimal("-0.0100")


def test_one_day_has_no_volatility():
    assert metrics.volatility([Decimal("0.01")]) == 0


def test_drawdown_is_measured_from_the_high():
    assert metrics.max_drawdown([Decimal(100), Decimal(120), Decimal(90)]) == Decimal("-0.25")


def test_base_return_joins_local_and_currency():
    assert metrics.base_return(Decimal("0.10"), Decimal("-0.05")) == Decimal("0.0450")


def test_the_base_currency_has_no_currency_return(store):
    pack = packs.load(store, "PP_2025-09-30")
    assert metrics.fx_return(pack, pack, "USD", "USD") == 0


def test_currency_return_follows_the_packs(store):
    start, end = packs.load(store, "PP_2025-09-26"), packs.load(store, "PP_2025-09-30")
    assert metrics.fx_return(start, end, "EUR", "USD") == Decimal("1.1740") / Decimal("1.1705") - 1
