"""Strangers of the further areas: groups, activities, plans, volunteers, satisfaction, funds, hotline, figures and reports.

One scenario (facts, defects, near misses), written down in several shapes and vocabularies. Nothing here imports the product's
forms, rules or lexicons.
"""
