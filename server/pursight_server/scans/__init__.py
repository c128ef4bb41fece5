"""Jobs for agents: planning, leases, progress."""
