"""From a picture of a page to the page model: straighten, find cells, recognise, tell ticks, pen and seals.

Pictures of one page flow one way: `pictures` (files to pixels) -> `upright` (straightened sheet) -> `grid` (cells),
`ticks` (boxes), `marks` (seals, pen), `lines` (recognised text) -> `page` (the page model that Word and PDF give too).
Importing this package is cheap; models and OpenCV load when the first scan is met.
"""
