"""`python -m pursight`: the command line."""

from pursight.command_line import main

if __name__ == "__main__":
    main()
