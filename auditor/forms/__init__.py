"""Which form a page is, and where each of its fields stands."""
