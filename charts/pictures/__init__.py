"""Finished pictures: the cache, entity tags, responses, pictures of errors."""
