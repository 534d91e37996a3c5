"""Strangers: papers and archives that nobody tuned for, and the judges who score the reading of them.

Nothing here imports the form definitions or the rules of the product: forms, wordings and expected findings are written
from the catalogue and from how stations write, so that the scores say something about papers never seen before.
"""
