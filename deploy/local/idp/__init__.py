"""A development identity provider that speaks the dialect of MeinUnternehmenskonto.

It signs anybody in who picks a name from a list. It listens on 127.0.0.1 only and is never part
of an image or of `deploy/k8s`.
"""

from deploy.local.idp.app import IdpConfig, create_app

__all__ = ["IdpConfig", "create_app"]
