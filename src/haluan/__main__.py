"""`python -m haluan`: the command line where no script is on the path."""

from haluan.cli import main

main(prog_name="haluan")
