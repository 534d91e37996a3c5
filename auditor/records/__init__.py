"""Typed records and their assembly from filled forms."""
