"""Agents: enrolment, identity, signed requests."""
