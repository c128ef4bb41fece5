"""How a process that measures columns beside a scan's own begins: light, then `measurer`."""

import sys


class _NoPandas:
    """Keeps pandas out: Arrow imports it wherever it is installed, and nothing here uses it."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        """Know nothing of a module, and of pandas that it is not there."""
        if name == "pandas":
            raise ModuleNotFoundError("This process does without.", name=name)


def main() -> int:
    """Measure what comes in until the other end is closed."""
    sys.meta_path.insert(0, _NoPandas)  # a second of processor and fifty megabytes
    from pursight_agent.scanning.measurer import serve

    return serve()


if __name__ == "__main__":
    sys.exit(main())
