"""The language that the console speaks: translations, plurals, words for what others send."""
