cluster     = "meridian-staging"
api_task    = "meridian-api:41"
worker_task = "meridian-worker:38"
api_count   = 2
pack_bucket = "meridian-packs-staging"
