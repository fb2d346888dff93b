"""What the gateway is told by its environment; secrets have no default."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography import x509

from gateway.saml import IdentityProvider, ServiceProvider
from services.common.config import SettingsMissing

WORKERS = 2
THREADS = 24
END_OF_PEM = "-----END CERTIFICATE-----"


@dataclass(frozen=True)
class GatewaySettings:
    """One field per environment variable of the same name in capitals.

    ``idp_certificates`` holds the pinned certificates one after the other (PEM), the next
    one beside the present one while the identity provider changes its key.
    ``trusted_proxies`` is how many proxies in front of us set X-Forwarded-For.
    """

    amqp_uri: str
    mongo_uri: str
    mongo_database: str
    principal_private_key: str
    public_url: str
    sp_entity_id: str
    sp_private_key: str
    sp_certificate: str
    idp_entity_id: str
    idp_sso_url: str
    idp_certificates: str
    http_port: int
    http_host: str = "0.0.0.0"  # noqa: S104  a container listens on all its addresses
    allow_test_accounts: bool = False
    trusted_proxies: int = 0
    log_level: str = "INFO"
    rpc_timeout_s: int = 5

    @property
    def secure(self) -> bool:
        """Tell whether browsers reach us by HTTPS; only then may cookies be Secure."""
        return self.public_url.startswith("https://")

    @property
    def address(self) -> str:
        """Give the public address without a slash at its end."""
        return self.public_url.rstrip("/")

    @property
    def identity_provider(self) -> IdentityProvider:
        """Give who may vouch for a person."""
        pems = tuple(certificates_of(self.idp_certificates))
        return IdentityProvider(self.idp_entity_id, self.idp_sso_url, pems)

    @property
    def service_provider(self) -> ServiceProvider:
        """Give who we are towards the identity provider."""
        acs_url = f"{self.address}/saml/acs"
        return ServiceProvider(self.sp_entity_id, acs_url, self.sp_private_key, self.sp_certificate)

    @property
    def idp_origin(self) -> str:
        """Give the origin the sign-in form is sent to, for the content security policy."""
        parts = urlsplit(self.idp_sso_url)
        return f"{parts.scheme}://{parts.netloc}"


def certificates_of(text: str) -> list[str]:
    """Give the certificates of a concatenated PEM, or end the process saying what is wrong."""
    pems = [f"{part.strip()}\n{END_OF_PEM}\n" for part in text.split(END_OF_PEM)[:-1]]
    if not pems:
        raise SettingsMissing("IDP_CERTIFICATES holds no certificate in PEM")
    for pem in pems:
        try:
            x509.load_pem_x509_certificate(pem.encode())
        except ValueError as error:
            raise SettingsMissing("IDP_CERTIFICATES holds a broken certificate") from error
    return pems
