"""The routers of all domains and the tasks of the worker: each domain adds its line here."""

from datetime import timedelta

from fastapi import APIRouter

from pursight_server.access.break_glass.service import sweep_emergencies
from pursight_server.access.housekeeping import forget_challenges
from pursight_server.access.routes.api_tokens import router as api_tokens
from pursight_server.access.routes.break_glass import router as break_glass
from pursight_server.access.routes.directories import router as directories
from pursight_server.access.routes.groups import router as groups
from pursight_server.access.routes.organisation import router as organisation
from pursight_server.access.routes.own_roles import router as own_roles
from pursight_server.access.routes.passkey_page import router as passkey_page
from pursight_server.access.routes.passkeys import router as passkeys
from pursight_server.access.routes.persons import router as persons
from pursight_server.access.routes.policies import router as access_policies
from pursight_server.access.routes.policy_proposals import router as policy_proposals
from pursight_server.access.routes.providers import router as providers
from pursight_server.access.routes.role_assignments import router as role_assignments
from pursight_server.access.routes.second_factors import router as second_factors
from pursight_server.access.routes.service_accounts import router as service_accounts
from pursight_server.access.routes.sessions import router as sessions
from pursight_server.access.routes.settings import router as access_settings
from pursight_server.access_requests.routes import router as access_requests
from pursight_server.access_requests.sweep import sweep_requests
from pursight_server.access_requests.telling import mail_requests
from pursight_server.access_reviews.routes import router as access_reviews
from pursight_server.access_reviews.sweep import sweep_reviews
from pursight_server.access_reviews.telling import mail_reviews
from pursight_server.activity.mailing import mail_heads
from pursight_server.activity.routes.log import router as activity
from pursight_server.activity.routes.proofs import router as proofs
from pursight_server.activity.sealing import seal_logs
from pursight_server.agents.routes import agent_router as enrolment
from pursight_server.agents.routes import router as agents
from pursight_server.alerts.routes import router as alerts
from pursight_server.alerts.telling import mail_alerts
from pursight_server.alerts.watching import watch_logs
from pursight_server.app.housekeeping import FORGET_FIELD_KEYS, FORGET_REPLIES
from pursight_server.app.reference import router as reference
from pursight_server.app.worker import Task
from pursight_server.catalog.routes import router as catalog
from pursight_server.classification.routes import router as classification
from pursight_server.compliance.routes import router as compliance
from pursight_server.domains.routes import router as domains
from pursight_server.intake import sweep
from pursight_server.intake.routes import agent_router as deliveries
from pursight_server.learning.comparing import compare_what_waits
from pursight_server.learning.routes import agent_router as agents_models
from pursight_server.learning.routes import router as learning
from pursight_server.learning.training import train_what_waits
from pursight_server.provisioning.routes.discovery import router as scim
from pursight_server.provisioning.routes.groups import router as scim_groups
from pursight_server.provisioning.routes.users import router as scim_users
from pursight_server.quality.routes import router as quality
from pursight_server.reports.routes import router as reports
from pursight_server.rules.routes import router as rules
from pursight_server.scans.routes import agent_router as polls
from pursight_server.scans.routes import router as scans
from pursight_server.sources.routes import router as sources
from pursight_server.sync.routes.devices import router as devices
from pursight_server.sync.routes.feed import router as feed
from pursight_server.sync.routes.live import router as live
from pursight_server.sync.sweep import sweep_feeds


def routers() -> list[APIRouter]:
    """List every router of the role `api`; their paths are whole (`/api/v1/…`, `/agent/v1/…`)."""
    return [
        reference,
        sessions,
        directories,
        second_factors,
        passkeys,
        passkey_page,
        providers,
        persons,
        groups,
        own_roles,
        role_assignments,
        access_policies,
        policy_proposals,
        organisation,
        service_accounts,
        api_tokens,
        access_settings,
        access_requests,
        access_reviews,
        break_glass,
        activity,
        proofs,
        agents,
        enrolment,
        domains,
        sources,
        scans,
        polls,
        deliveries,
        catalog,
        classification,
        learning,
        agents_models,
        rules,
        compliance,
        quality,
        reports,
        devices,
        feed,
        live,
        alerts,
        scim_users,
        scim_groups,
        scim,
    ]


def tasks() -> list[Task]:
    """List every background task of the role `worker`."""
    return [
        FORGET_REPLIES,
        Task("forget challenges", timedelta(hours=1), forget_challenges),
        FORGET_FIELD_KEYS,
        Task("seal logs", timedelta(minutes=1), seal_logs),
        Task("mail heads", timedelta(minutes=10), mail_heads),
        Task("watch logs", timedelta(seconds=5), watch_logs),
        Task("mail alerts", timedelta(seconds=15), mail_alerts),
        Task("take back leases", timedelta(seconds=10), sweep.sweep_leases),
        Task("forget nonces", timedelta(minutes=5), sweep.sweep_nonces),
        Task("drop stale chunks", timedelta(hours=6), sweep.sweep_stale_chunks),
        Task("purge feeds", timedelta(hours=6), sweep_feeds),
        Task("move access requests", timedelta(minutes=1), sweep_requests),
        Task("move access reviews", timedelta(minutes=1), sweep_reviews),
        Task("mail access requests", timedelta(seconds=15), mail_requests),
        Task("mail access reviews", timedelta(seconds=15), mail_reviews),
        Task("end emergency access", timedelta(seconds=30), sweep_emergencies),
        Task("train models", timedelta(seconds=2), train_what_waits),
        Task("compare models", timedelta(seconds=2), compare_what_waits),
    ]
