"""Directories (LDAP, Active Directory): people sign in with the password they have there."""
