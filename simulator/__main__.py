"""Makes `python -m simulator` the same program as `rehearse`."""

from simulator.cli import main

if __name__ == "__main__":
    main()
