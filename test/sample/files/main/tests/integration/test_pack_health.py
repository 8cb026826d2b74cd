from datetime import datetime, timedelta, timezone

import pytest

from backend.app.services import packs

CLOSE = datetime(2025, 9, 30, 20, tzinfo=timezone.utc)


def test_the_newest_pack_is_reported(store):
    found = packs.status(store, CLOSE + timedelta(hours=4))
    assert (found.pack_id, found.fresh) == ("PP_2025-09-30", True)


def test_a_stale_pack_stops_requests(store):
    with pytest.raises(packs.StalePack):
        packs.ensure_fresh(store, CLOSE + timedelta(hours=27))
