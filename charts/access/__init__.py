"""Access to charts: signed URLs, allowed sites, and the settings of both and of limits."""
