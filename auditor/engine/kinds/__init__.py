"""Check kinds, one small module each; a module is found by listing this package."""
