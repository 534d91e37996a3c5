"""How many of the words that stations print are understood: titles, labels and answers, one word at a time.

A blind vocabulary exam. Its lists were written by somebody who had read neither the form definitions nor the rules. Each word
stands in an otherwise ordinary form of its kind; what comes out says whether it was understood, overlooked or misunderstood.
"""
