"""The agent as a service: enrol, poll, work, deliver."""
