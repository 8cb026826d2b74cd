"""Seeded packs, the same for every test."""

from datetime import datetime, timezone
from decimal import Decimal

import pytest

from backend.app.services.packs import Pack
from backend.app.wiring import MemoryPackStore


@pytest.fixture
def store() -> MemoryPackStore:
    packs = MemoryPackStore()
    for pack_id, day, eur in (("PP_2025-09-30", 30, "1.1740"), ("PP_2025-09-26", 26, "1.1705")):
        packs.insert(
            Pack(
                id=pack_id,
                close=datetime(2025, 9, day, 20, tzinfo=timezone.utc),
                prices={"NRTH": Decimal("42.10")},
                rates={("EUR", "USD"): Decimal(eur), ("CAD", "USD"): Decimal("0.7180")},
            )
        )
    return packs
