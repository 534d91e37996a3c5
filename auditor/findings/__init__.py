"""Findings: identity, sections, comparison with earlier runs, the result."""
