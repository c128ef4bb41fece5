"""What commands of the server share: where its data is, and settings read with it."""

from pathlib import Path
from typing import Annotated, Any

import typer

from pursight.errors import Refused
from pursight_server.platform.settings import Settings

Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Data directory: keys and embedded database. [PURSIGHT_DATA_DIR]",
    ),
]


def settings_of(data: Path | None, **chosen: Any) -> Settings:
    """Read settings from the environment; what was chosen at the command line wins.

    Raises:
        Refused: One of them is not right.
    """
    from pydantic import ValidationError

    given = {key: value for key, value in chosen.items() if value is not None}
    if data is not None:
        given["data_dir"] = data.expanduser().absolute()
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        raise Refused(
            f"the setting {first['loc'][0] if first['loc'] else ''} is not right: {first['msg']}",
            hint="It comes from the command line or from a variable PURSIGHT_….",
        ) from error
