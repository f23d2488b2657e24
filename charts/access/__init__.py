"""Who may draw: signed URLs, referrers, settings, limits. The guard before the charts."""
