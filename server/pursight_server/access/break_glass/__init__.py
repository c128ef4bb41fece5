"""Access in an emergency: taken by oneself, with an alarm, and looked at by somebody else after."""
