"""What a directory said when it was tried, in words (pure)."""

from PySide6.QtCore import QCoreApplication

from pursight_desktop.operations.administering.directory import Trial
from pursight_desktop.widgets.permission_words import role_words

translate = QCoreApplication.translate
_MOST_GROUPS = 8


def trial_words(trial: Trial) -> tuple[str, str]:
    """Say it; gives the words and their tone."""
    if trial.problem is not None:
        return _problem_words(trial.problem), "danger"
    if not trial.found:
        words = translate(
            "directory",
            "The directory answers, but finds nobody by this name, or more than one. Look at "
            "where people are and how they are found.",
        )
        return words, "warning"
    lines = [
        translate("directory", "Found: {name} · {email}").format(
            name=trial.name or "–", email=trial.email or "–"
        ),
        trial.dn,
    ]
    if trial.disabled:
        lines.append(translate("directory", "The account is disabled or locked there."))
    groups = "\n".join(f"    {group}" for group in trial.groups[:_MOST_GROUPS])
    if groups:
        more = len(trial.groups) - _MOST_GROUPS
        lines.append(translate("directory", "Groups:") + f"\n{groups}")
        if more > 0:
            lines.append(translate("directory", "    and {n} more").format(n=more))
    else:
        lines.append(translate("directory", "It is in no group."))
    roles = ", ".join(role_words(role) for role in trial.roles)
    lines.append(translate("directory", "Roles by group: {roles}").format(roles=roles or "–"))
    return "\n".join(lines), "warning" if trial.disabled else "success"


def _problem_words(problem: str) -> str:
    if problem == "account":
        return translate(
            "directory",
            "The directory answers, but refuses the account to search with: its name or its "
            "password is wrong, or it is locked.",
        )
    if problem == "search":
        return translate(
            "directory",
            "The account is let in, but may not search there, or there is no such place. Look at "
            "where people and groups are.",
        )
    return translate(
        "directory",
        "No server answers that can be trusted. Look at the addresses, the network between, and "
        "the certificate authority; the server's log has more.",
    )
