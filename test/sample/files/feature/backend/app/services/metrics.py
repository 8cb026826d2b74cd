"""Figures of a portfolio: returns, volatility and where a return came from."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timezone
from decimal import Decimal
from typing import Iterable, Sequence

from opentelemetry import trace

from backend.app.dto.attribution import CurrencyAttribution, CurrencySlice, PositionReturn
from backend.app.services import packs

tracer = trace.get_tracer("meridian.metrics")

ONE = Decimal(1)
ZERO = Decimal(0)
TRADING_DAYS = 252


def time_weighted_return(sub_periods: Iterable[Decimal]) -> Decimal:
    """Chains the returns of sub-periods between cash flows."""
    growth = ONE
    for value in sub_periods:
        growth *= ONE + value
    return growth - ONE


def volatility(daily: Sequence[Decimal]) -> Decimal:
    """Standard deviation of daily returns, for a year. Zero for fewer than two days."""
    if len(daily) < 2:
        return ZERO
    mean = sum(daily, ZERO) / len(daily)
    variance = sum(((value - mean) ** 2 for value in daily), ZERO) / (len(daily) - 1)
    return (variance * TRADING_DAYS).sqrt()


def max_drawdown(values: Sequence[Decimal]) -> Decimal:
    """The deepest fall from a high, as a negative share of that high."""
    deepest, high = ZERO, None
    for value in values:
        high = value if high is None else max(high, value)
        if high > ZERO:
            deepest = min(deepest, value / high - ONE)
    return deepest


def base_return(local: Decimal, fx: Decimal) -> Decimal:
    """Return in base currency: r_base = (1 + r_local)(1 + r_fx) - 1."""
    return (ONE + local) * (ONE + fx) - ONE


def fx_return(start: packs.Pack, end: packs.Pack, currency: str, base_currency: str) -> Decimal:
    """Return of a currency against the base one, by the rates of the two packs."""
    if currency == base_currency:
        return ZERO
    return packs.rate(end, currency, base_currency) / packs.rate(start, currency, base_currency) - ONE


def currency_attribution(store, positions, start_id, end_id, base_currency, ledger_commit_hash):
    """Splits the return of a portfolio by currency."""
    start = packs.load(store, start_id)
    end = packs.load(store, end_id)
    by_currency: dict[str, list[PositionReturn]] = defaultdict(list)
    for position in positions:
        by_currency[position.currency].append(position)
    slices = []
    for currency in sorted(by_currency):
        fx = fx_return(start, end, currency, base_currency)
        weight = sum((position.weight for position in by_currency[currency]), ZERO)
        local = sum((position.weight * position.local_return for position in by_currency[currency]), ZERO)
        slices.append(
            CurrencySlice(currency=currency, weight=weight, local=local, fx=weight * fx, interaction=local * fx)
        )
    return CurrencyAttribution(
        pricing_pack_id=end.id,
        ledger_commit_hash=ledger_commit_hash,
        computed_at=datetime.now(timezone.utc),
        base_currency=base_currency,
        slices=tuple(slices),
        total=sum((each.total for each in slices), ZERO),
    )


def contribution(positions: Iterable[PositionReturn], fx_returns: dict[str, Decimal]) -> dict[str, Decimal]:
    """What each position added to the return in base currency."""
    with tracer.start_as_current_span("metrics.contribution"):
        return {
            position.symbol: position.weight
            * base_return(position.local_return, fx_returns.get(position.currency, ZERO))
            for position in positions
        }
