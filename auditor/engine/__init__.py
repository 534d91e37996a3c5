"""Rules: schema, loading, check kinds, running."""
