"""Provisioning: a directory creates, changes and ends accounts and groups through SCIM 2.0."""
