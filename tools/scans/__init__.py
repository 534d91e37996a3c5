"""Scans and photos made from forms whose truth is known exactly: what the reading of pictures is measured on.

See README.md in this folder. Nothing here is part of the product; the product never imports it.
"""
