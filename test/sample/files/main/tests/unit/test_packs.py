from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from backend.app.services import packs

FRIDAY = datetime(2025, 9, 26, 20, tzinfo=timezone.utc)


def test_a_weekend_does_not_make_a_pack_stale(store):
    monday = FRIDAY + timedelta(days=3)
    assert packs.is_fresh(packs.load(store, "PP_2025-09-26"), monday)


def test_a_pack_is_never_changed(store):
    with pytest.raises(ValueError, match="cannot be changed"):
        packs.publish(store, packs.load(store, "PP_2025-09-30"))


def test_a_cross_rate_goes_through_dollars(store):
    pack = packs.load(store, "PP_2025-09-30")
    assert packs.rate(pack, "EUR", "CAD") == Decimal("1.1740") * (1 / Decimal("0.7180"))
