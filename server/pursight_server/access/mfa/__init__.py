"""Second factors: codes by time, recovery codes, passkeys, and who must have one."""
