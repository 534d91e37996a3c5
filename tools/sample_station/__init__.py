"""A fictional social-work station and the papers of its archive.

Everything here is invented: the street, its communities, its people, their numbers and what happened to them. The scenario
(`cases`, `households`, `rosters`, `oddities`) says what stands on every paper and declares each defect where the paper is
made; `paper` is the neutral description of a paper, which `word`, `pdf` and `sheets` write to files.
"""
