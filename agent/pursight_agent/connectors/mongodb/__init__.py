"""MongoDB: collections as tables."""

from pursight_agent.connectors.mongodb.connector import MongoSource

__all__ = ["MongoSource"]
