"""Audits the archive of a community social-work station: papers in, findings with evidence out."""

__version__ = "0.1.0"
