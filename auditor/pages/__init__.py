"""The page model that every file format ends in."""
