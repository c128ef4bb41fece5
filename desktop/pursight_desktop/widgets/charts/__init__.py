"""Charts in the colours of the theme; `plots` alone needs a large library, so ask for each by name.

`bars` and `shares` are drawn by ourselves; `plots` has distributions and lines over time.
"""
