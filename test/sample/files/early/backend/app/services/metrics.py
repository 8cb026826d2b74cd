"""Figures of a portfolio: returns and volatility."""

from __future__ import annotations

from decimal import Decimal
from typing import Iterable, Sequence

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
