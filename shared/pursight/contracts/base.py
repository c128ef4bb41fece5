"""Wire: the frozen, closed base of every message, and the small types they share."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest in lower-case hex."""

Label = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
"""A semantic type of the vocabulary, or an organisation's own."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.:+-]{0,126}$")]
"""A stable, documented word of ours: an error code, a detector's name. Never text from a source."""

Identifier = Annotated[str, StringConstraints(max_length=4096)]
"""A name as its source spells it: of a schema, table, column, key or index."""

LONGEST_SENTENCE = 2000

Sentence = Annotated[str, StringConstraints(max_length=LONGEST_SENTENCE)]
"""A sentence of ours for a person. Holds names, counts and codes; never a value of a source."""

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Count = Annotated[int, Field(ge=0)]
Moment = AwareDatetime


class Wire(BaseModel):
    """A message between two programs: it cannot be changed and takes no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null")
