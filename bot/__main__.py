"""`python -m bot` and the `wirewatch` command: kept light, since worker processes run it again."""


def main() -> None:
    """Run the command line."""
    from bot.cli import app

    app()


if __name__ == "__main__":
    main()
