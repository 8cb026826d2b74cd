"""Fundamentals of a company and the rating made of them."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from backend.app.dto.results import Result


class Fundamentals(BaseModel):
    """Yearly figures; `None` where a company does not report one."""

    model_config = ConfigDict(frozen=True)

    symbol: str
    payout_ratio: Decimal | None = None
    free_cash_flow_cover: Decimal | None = None
    years_without_cut: int | None = None
    net_cash_to_equity: Decimal | None = None
    net_debt_to_ebitda: Decimal | None = None
    interest_cover: Decimal | None = None
    current_ratio: Decimal | None = None


class Component(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    weight: Decimal
    score: Decimal


class Rating(Result):
    symbol: str
    method: str
    score: Decimal
    components: tuple[Component, ...]
