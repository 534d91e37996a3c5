"""Last evaluations' reports of other shapes, with the truth of their concerns: how ``--previous`` splits, maps and answers them."""
