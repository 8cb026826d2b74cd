"""Return of a portfolio and where it came from."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from backend.app.dto.results import Result


class PositionReturn(BaseModel):
    """One position over the period: weight at its start, return in local currency and of that currency."""

    model_config = ConfigDict(frozen=True)

    symbol: str
    currency: str
    weight: Decimal
    local_return: Decimal


class CurrencySlice(BaseModel):
    """The part of the return that one currency stands for."""

    model_config = ConfigDict(frozen=True)

    currency: str
    weight: Decimal
    local: Decimal
    fx: Decimal
    interaction: Decimal

    @property
    def total(self) -> Decimal:
        return self.local + self.fx + self.interaction


class CurrencyAttribution(Result):
    """All slices of a portfolio in its base currency."""

    base_currency: str
    slices: tuple[CurrencySlice, ...]
    total: Decimal
