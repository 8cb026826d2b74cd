"""Quality ratings of companies: weighted means of components that a reader can recompute."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal
from typing import Mapping, Sequence

from opentelemetry import trace

from backend.app.dto.ratings import Component, Fundamentals, Rating

tracer = trace.get_tracer("meridian.ratings")

ZERO = Decimal(0)
TEN = Decimal(10)
LEAST_WEIGHT = Decimal("0.5")

Bounds = Sequence[tuple[Decimal, Decimal]]

DIVIDEND_SAFETY: Mapping[str, Decimal] = {
    "payout_ratio": Decimal("0.30"),
    "free_cash_flow_cover": Decimal("0.35"),
    "years_without_cut": Decimal("0.20"),
    "net_cash_to_equity": Decimal("0.15"),
}

# (from this value on, this score); the first bound that a value does not reach ends the search.
BOUNDS: Mapping[str, Bounds] = {
    "payout_ratio": ((ZERO, TEN), (Decimal("0.4"), Decimal(8)), (Decimal("0.7"), Decimal(4)), (Decimal(1), ZERO)),
    "free_cash_flow_cover": ((ZERO, ZERO), (Decimal(1), Decimal(4)), (Decimal("1.5"), Decimal(7)), (Decimal(2), TEN)),
    "years_without_cut": ((ZERO, ZERO), (Decimal(3), Decimal(4)), (Decimal(10), Decimal(8)), (Decimal(25), TEN)),
    "net_cash_to_equity": (
        (Decimal(-9), ZERO),
        (Decimal("-0.5"), Decimal(4)),
        (ZERO, Decimal(8)),
        (Decimal("0.2"), TEN),
    ),
}


class NotRated(ValueError):
    """Too little is known about the company."""


def score_of(name: str, value: Decimal) -> Decimal:
    """Maps a figure to 0..10 by the bounds of its component."""
    score = ZERO
    for bound, points in BOUNDS[name]:
        if value < bound:
            break
        score = points
    return score


def components_of(fundamentals: Fundamentals, weights: Mapping[str, Decimal]) -> tuple[Component, ...]:
    """The components that have data, their weights scaled to add up to 1; raises NotRated below half the weight."""
    known = {name: getattr(fundamentals, name) for name in weights if getattr(fundamentals, name) is not None}
    covered = sum((weights[name] for name in known), ZERO)
    if covered < LEAST_WEIGHT:
        raise NotRated(f"{fundamentals.symbol}: {covered:.0%} of the weight has data")
    return tuple(
        Component(name=name, weight=weights[name] / covered, score=score_of(name, Decimal(value)))
        for name, value in sorted(known.items())
    )


def dividend_safety(fundamentals: Fundamentals, pricing_pack_id: str, ledger_commit_hash: str) -> Rating:
    """How likely a company is to keep its dividend, 0 to 10."""
    with tracer.start_as_current_span("ratings.dividend_safety") as span:
        span.set_attribute("pricing_pack_id", pricing_pack_id)
        components = components_of(fundamentals, DIVIDEND_SAFETY)
        return Rating(
            symbol=fundamentals.symbol,
            method="dividend_safety_v1",
            score=sum((each.weight * each.score for each in components), ZERO),
            components=components,
            pricing_pack_id=pricing_pack_id,
            ledger_commit_hash=ledger_commit_hash,
            computed_at=datetime.now(timezone.utc),
        )
