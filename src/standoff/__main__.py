"""`python -m standoff` is `standoff`."""

from standoff.cli import main

main()
