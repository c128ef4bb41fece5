"""What the server says of itself: what it can, which resources there are, and their schemas."""

from typing import Any, Final

from scim2_models import (
    AuthenticationScheme,
    Bulk,
    ChangePassword,
    ETag,
    Filter,
    Group,
    Meta,
    Patch,
    ResourceType,
    Schema,
    ServiceProviderConfig,
    Sort,
)

from pursight_server.provisioning.model import KINDS, EnterpriseUser, User

MOST_RESULTS: Final = 500
"""Resources in one answer, at most."""

_RESOURCES: Final[tuple[type[Any], ...]] = (User, EnterpriseUser, Group)


def provider_config(base: str) -> ServiceProviderConfig:
    """Say what works here and what does not."""
    return ServiceProviderConfig(
        patch=Patch(supported=True),
        bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
        filter=Filter(supported=True, max_results=MOST_RESULTS),
        change_password=ChangePassword(supported=False),
        sort=Sort(supported=True),
        etag=ETag(supported=True),
        authentication_schemes=[
            AuthenticationScheme(
                type=AuthenticationScheme.Type.oauthbearertoken,
                name="API token",
                description="An API token for persons.provision, as Authorization: Bearer.",
                primary=True,
            )
        ],
        meta=Meta(resource_type="ServiceProviderConfig", location=f"{base}/ServiceProviderConfig"),
    )


def resource_types(base: str) -> list[ResourceType]:
    """List the kinds of resources."""
    found = []
    for name, model in KINDS.items():
        kind: ResourceType = ResourceType.from_resource(model)
        kind.id = kind.name = name
        kind.meta = Meta(resource_type="ResourceType", location=f"{base}/ResourceTypes/{name}")
        found.append(kind)
    return found


def schemas(base: str) -> list[Schema]:
    """List the schemas, as far as the standard's attributes are kept here."""
    found = []
    for model in _RESOURCES:
        schema: Schema = model.to_schema()
        schema.meta = Meta(resource_type="Schema", location=f"{base}/Schemas/{schema.id}")
        found.append(schema)
    return found
