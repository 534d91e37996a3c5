"""Whole audits, from a folder to exit status and result, through the command line as users call it."""
