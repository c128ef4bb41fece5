"""Which part of a list somebody wants: filter, order, page, attributes."""

from dataclasses import dataclass
from typing import Any, Final

from fastapi import Request
from scim2_models import (
    AttributeBinding,
    Context,
    InvalidFilterException,
    InvalidValueException,
    ListResponse,
    Resource,
    ResponseParameters,
    ScimFilter,
    SearchRequest,
)

from pursight_server.provisioning.discovery import MOST_RESULTS

_LONGEST_FILTER: Final = 4_000
_USUAL: Final = 100
_FARTHEST: Final = 10_000_000
_KNOWN: Final = (
    "filter",
    "sortBy",
    "sortOrder",
    "startIndex",
    "count",
    "attributes",
    "excludedAttributes",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part of a list."""

    search: SearchRequest[Any]
    order: AttributeBinding | None

    @property
    def filter(self) -> ScimFilter[Any] | None:
        """Which resources."""
        return self.search.filter

    @property
    def descending(self) -> bool:
        """Whether the last comes first."""
        return self.search.sort_order is SearchRequest.SortOrder.descending

    @property
    def start(self) -> int:
        """The first one wanted, counted from 1."""
        return self.search.start_index or 1

    @property
    def limit(self) -> int:
        """How many at most."""
        asked = _USUAL if self.search.count is None else self.search.count
        return min(asked, MOST_RESULTS)

    def shows(self, attribute: str) -> bool:
        """Whether an attribute is in the answer."""
        name = attribute.lower()
        if self.search.attributes:
            return any(name in str(path).lower() for path in self.search.attributes)
        return all(str(path).lower() != name for path in self.search.excluded_attributes or [])

    def response(self, model: type[Resource[Any]], found: list[Any], total: int) -> dict[str, Any]:
        """Put the answer together."""
        listed: ListResponse[Any] = ListResponse[model](  # type: ignore[valid-type]
            total_results=total,
            start_index=self.start,
            items_per_page=len(found),
            resources=found,
        )
        said = listed.model_dump(mode="json", exclude={"resources"})
        said["Resources"] = [shown(one, self.search) for one in found]
        return said


def wanted(model: type[Resource[Any]], given: dict[str, Any]) -> Wanted:
    """Read what is wanted, from a query or from the body of a search.

    Raises:
        InvalidFilterException, InvalidValueException, ValidationError: It cannot be understood.
    """
    said = {name: given[name] for name in _KNOWN if given.get(name) not in (None, "")}
    if len(str(said.get("filter", ""))) > _LONGEST_FILTER:
        raise InvalidFilterException(detail="the filter is too long")
    search: SearchRequest[Any] = SearchRequest[model].model_validate(said)  # type: ignore[valid-type]
    if (search.start_index or 1) > _FARTHEST:
        raise InvalidValueException(detail="startIndex is too large")
    order = search.sort_binding(model)
    if search.sort_by is not None and order is None:
        raise InvalidValueException(detail="sortBy names nothing that gives an order")
    return Wanted(search, order)


def parameters(model: type[Resource[Any]], request: Request) -> ResponseParameters[Any]:
    """Read which attributes are wanted of one resource."""
    said = {
        name: request.query_params[name] for name in _KNOWN[-2:] if name in request.query_params
    }
    found: ResponseParameters[Any] = ResponseParameters[model].model_validate(said)  # type: ignore[valid-type]
    return found


def shown(resource: Resource[Any], chosen: ResponseParameters[Any] | None) -> dict[str, Any]:
    """Spell a resource for the wire, with the attributes that are wanted."""
    return resource.model_dump(
        mode="json", scim_ctx=Context.RESOURCE_QUERY_RESPONSE, response_parameters=chosen
    )
