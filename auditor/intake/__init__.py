"""From a folder to files: walking, telling kinds apart, limits, the cache, worker processes."""
