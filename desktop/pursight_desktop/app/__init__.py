"""The window around the screens: sidebar, tabs, palette, status bar, sign-in, start."""
