"""From how many values on a number tells of a crowd and no longer of single rows."""

CROWD = 5
"""Nothing is told of fewer values than this: no bin, no tail, no frequent value, and of a column
that has fewer in all, nothing that its rows could be read from. (k-anonymity with k = 5.)"""

MASKED_CROWD = 10
"""The same for what a masked column still tells: its shapes and how often values recur."""

SINGLE_VALUES = frozenset(
    {
        "min",
        "max",
        "sum",
        "mean",
        "stddev",
        "quantiles",
        "histogram",
        "frequent",
        "moment_min",
        "moment_max",
        "moment_mean",
        "moment_quantiles",
    }
)
"""What can show a single value: extremes do, a mean of few does, and so does the difference of the
sums of two scans when one row was added."""
