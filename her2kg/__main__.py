"""Run the command line with ``python -m her2kg``."""

from her2kg.cli import main

if __name__ == "__main__":
    main()
