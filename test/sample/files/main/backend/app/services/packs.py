"""Pricing packs: written once, read many times, refused when stale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Mapping, Protocol

from opentelemetry import trace

tracer = trace.get_tracer("meridian.packs")

MAX_AGE = timedelta(hours=26)
WEEKEND = (5, 6)


class StalePack(RuntimeError):
    """The newest pack is older than a request may be answered with."""


class UnknownPack(KeyError):
    """No pack has this id."""


@dataclass(frozen=True)
class Pack:
    """Prices and exchange rates of one close. `supersedes` names the pack that this one corrects."""

    id: str
    close: datetime
    prices: Mapping[str, Decimal]
    rates: Mapping[tuple[str, str], Decimal]
    supersedes: str | None = None


class PackStore(Protocol):
    def get(self, pack_id: str) -> Pack | None: ...

    def newest(self) -> Pack | None: ...

    def insert(self, pack: Pack) -> None: ...


@dataclass(frozen=True)
class PackStatus:
    pack_id: str | None
    close: datetime | None
    age: timedelta | None
    fresh: bool


def load(store: PackStore, pack_id: str) -> Pack:
    """The pack with this id; raises UnknownPack."""
    pack = store.get(pack_id)
    if pack is None:
        raise UnknownPack(pack_id)
    return pack


def publish(store: PackStore, pack: Pack) -> None:
    """Stores a new pack. A pack that is there stays as it is: a correction has an id of its own."""
    if store.get(pack.id) is not None:
        raise ValueError(f"pack {pack.id} exists and cannot be changed")
    if pack.supersedes is not None:
        load(store, pack.supersedes)
    store.insert(pack)


def trading_age(close: datetime, now: datetime) -> timedelta:
    """Time since the close, the days of a weekend left out."""
    age = now - close
    day: date = close.date()
    while day < now.date():
        day += timedelta(days=1)
        if day.weekday() in WEEKEND:
            age -= timedelta(days=1)
    return max(age, timedelta(0))


def is_fresh(pack: Pack, now: datetime | None = None) -> bool:
    """Whether requests may be answered from this pack."""
    moment = now or datetime.now(timezone.utc)
    return trading_age(pack.close, moment) <= MAX_AGE


def status(store: PackStore, now: datetime | None = None) -> PackStatus:
    """What the operator sees: the newest pack and its age."""
    with tracer.start_as_current_span("packs.status") as span:
        pack = store.newest()
        if pack is None:
            return PackStatus(None, None, None, fresh=False)
        moment = now or datetime.now(timezone.utc)
        span.set_attribute("pricing_pack_id", pack.id)
        return PackStatus(pack.id, pack.close, trading_age(pack.close, moment), is_fresh(pack, moment))


def ensure_fresh(store: PackStore, now: datetime | None = None) -> Pack:
    """The newest pack, or StalePack. Every request passes here."""
    pack = store.newest()
    if pack is None or not is_fresh(pack, now):
        raise StalePack("no fresh pricing pack")
    return pack


def rate(pack: Pack, source: str, target: str) -> Decimal:
    """The pack's rate from one currency to another, through US dollars where there is no direct one."""
    if source == target:
        return Decimal(1)
    direct = pack.rates.get((source, target))
    if direct is not None:
        return direct
    inverse = pack.rates.get((target, source))
    if inverse is not None:
        return Decimal(1) / inverse
    if "USD" in (source, target):
        raise KeyError(f"pack {pack.id} has no rate {source}/{target}")
    return rate(pack, source, "USD") * rate(pack, "USD", target)
