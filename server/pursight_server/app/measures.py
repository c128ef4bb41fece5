"""What `/metrics` counts."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()
"""Ours alone: no process-wide default, so that tests and embedders do not meet in it."""

REQUESTS = Counter(
    "pursight_requests_total", "Requests answered", ["method", "route", "status"], registry=REGISTRY
)
REQUEST_SECONDS = Histogram(
    "pursight_request_seconds", "Time to answer", ["method", "route"], registry=REGISTRY
)
TASK_RUNS = Counter(
    "pursight_task_runs_total", "Background task runs", ["task", "outcome"], registry=REGISTRY
)
POOL_IN_USE = Gauge(
    "pursight_database_connections_in_use", "Connections checked out", registry=REGISTRY
)
