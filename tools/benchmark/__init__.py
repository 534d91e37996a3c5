"""How fast the auditor is, beside what its readers replace; ``python -m tools.benchmark``."""
