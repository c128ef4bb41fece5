"""What policies can speak of, as a Cedar schema made of our permissions (pure)."""

from typing import Final

from pursight_server.access.model import EVERYWHERE_ONLY, Permission

_ENTITIES = """\
entity Group in [Group];
entity Person in [Group] = {
  kind: String,
  email: String,
  roles: Set<String>,
  called: Set<String>,
  department?: String,
  stewardOf: Set<Asset>,
  stewardOfSources: Set<Source>,
  stewardOfDomains: Set<Domain>,
};
entity Source;
entity Domain;
entity Asset in [Asset, Source, Domain] = {
  level: String,
  kind: String,
  name: String,
  label?: String,
  sensitivity: String,
  rank: Long,
  environment: String,
  source: String,
  domain?: String,
  tags: Set<String>,
  owners: Set<String>,
};
entity Organisation;
"""

_CONTEXT = "context: { hour: Long, weekday: Long, through: String, network: String }"


def of_assets(permission: Permission) -> bool:
    """Whether a permission is about assets, and not about the organisation as a whole."""
    return permission not in EVERYWHERE_ONLY


def _action(permission: Permission) -> str:
    resource = "Asset" if of_assets(permission) else "Organisation"
    applies = f"principal: [Person], resource: [{resource}], {_CONTEXT}"
    return f'action "{permission.value}" appliesTo {{ {applies} }};'


SCHEMA: Final = _ENTITIES + "\n".join(_action(permission) for permission in Permission) + "\n"
"""Persons and service accounts are `Person`; a source is the `Asset` above its assets, too."""
