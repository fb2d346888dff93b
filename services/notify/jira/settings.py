"""Where the issues are; without ``JIRA_URI`` there are none."""

from dataclasses import dataclass
from typing import Any

from services.common import config


@dataclass(frozen=True)
class JiraSettings:
    """``jira_uri`` is ``https://user:token@host`` (each part quoted), empty for no Jira.

    Issues are made in ``jira_project`` (its key) as ``jira_issue_type`` (its name). What Jira
    tells us is signed with ``jira_webhook_secret``; without one nothing it tells is taken.
    """

    jira_uri: str = ""
    jira_project: str = ""
    jira_issue_type: str = "Task"
    jira_webhook_secret: str = ""


def read_jira(_runtime: Any) -> JiraSettings:
    """Read them once per process: ``runtime.part(read_jira)``."""
    return config.read(JiraSettings)
