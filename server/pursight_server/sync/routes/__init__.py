"""How consoles reach it: devices, feed, live."""
