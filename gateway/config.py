"""What the gateway is told by its environment; secrets have no default."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from cryptography import x509

from gateway.callers.token_keys import TokenKeys, token_keys_of
from gateway.cross_origin import CrossOrigin, cross_origin_of
from gateway.saml.keys import private_key
from gateway.saml.messages import IdentityProvider, ServiceProvider
from services.common.config import SettingsMissing

WORKERS = 2
THREADS = 24
END_OF_PEM = "-----END CERTIFICATE-----"
PRIVATE_PEM = re.compile(r"-----BEGIN ([A-Z ]*PRIVATE KEY)-----.+?-----END \1-----", re.DOTALL)
MOST_DECRYPTION_KEYS = 2


@dataclass(frozen=True)
class Operator:
    """Who runs this, and whom people ask."""

    name: str = "BayKommun AöR"
    address: str = "Lilienthalallee 25, 80939 München"
    support_email: str = "projekt@baykommun.bayern"
    support_phone: str = ""


@dataclass(frozen=True)
class GatewaySettings:
    """One field per environment variable of the same name in capitals.

    ``idp_certificates`` holds the pinned certificates one after the other (PEM), the next
    one beside the present one while the identity provider changes its key; so does
    ``sp_decryption_keys`` with our private keys, of which ``sp_encryption_certificate`` names one.
    ``token_private_key`` (EC P-256) signs access tokens; what ``token_former_public_keys`` (PEM,
    one after the other) have signed is still accepted while the key is changed.
    ``http_port`` is for the edge alone, ``inner_port`` for health and metrics; both are closed
    to strangers, and the first is open only to the same machine or pod.
    ``otel_exporter_otlp_endpoint`` is the address of a collector of traces (none: no traces),
    ``otel_traces_sampler_arg`` the share of them it is sent (``services.common.spans``).
    ``calendar`` says which days count as working days (``services.common.clock``).
    ``cors_origins`` names the origins, parted by spaces, whose pages may use the API by token.
    ``limits_factor`` widens every limit of ``limits.py``, where all requests come from one place.
    """

    amqp_uri: str
    mongo_uri: str
    mongo_database: str
    principal_private_key: str
    token_private_key: str
    public_url: str
    sp_entity_id: str
    sp_private_key: str
    sp_certificate: str
    sp_decryption_keys: str
    sp_encryption_certificate: str
    idp_entity_id: str
    idp_sso_url: str
    idp_certificates: str
    http_port: int
    inner_port: int
    http_host: str = "127.0.0.1"
    inner_host: str = "0.0.0.0"  # noqa: S104  a container is probed on all its addresses
    allow_test_accounts: bool = False
    log_level: str = "INFO"
    calendar: str = ""
    otel_exporter_otlp_endpoint: str = ""
    otel_traces_sampler_arg: float = 1.0
    token_former_public_keys: str = ""
    rpc_timeout_s: int = 5
    limits_factor: int = 1
    cors_origins: str = ""
    operator_name: str = Operator.name
    operator_address: str = Operator.address
    support_email: str = Operator.support_email
    support_phone: str = Operator.support_phone

    @property
    def operator(self) -> Operator:
        """Return who runs this, for the foot of the pages."""
        return Operator(
            self.operator_name, self.operator_address, self.support_email, self.support_phone
        )

    @property
    def secure(self) -> bool:
        """Tell whether browsers reach us by HTTPS; only then may cookies be Secure."""
        return self.public_url.startswith("https://")

    @property
    def address(self) -> str:
        """Return the public address without a slash at its end."""
        return self.public_url.rstrip("/")

    @property
    def identity_provider(self) -> IdentityProvider:
        """Return who may vouch for a person."""
        pems = tuple(certificates_of(self.idp_certificates))
        return IdentityProvider(self.idp_entity_id, self.idp_sso_url, pems)

    @cached_property
    def service_provider(self) -> ServiceProvider:
        """Return who we are towards the identity provider."""
        return ServiceProvider(
            entity_id=self.sp_entity_id,
            acs_url=f"{self.address}/saml/acs",
            private_key_pem=self.sp_private_key,
            certificate_pem=self.sp_certificate,
            decryption_keys=decryption_keys_of(
                self.sp_decryption_keys, self.sp_encryption_certificate
            ),
            encryption_certificate_pem=self.sp_encryption_certificate,
        )

    @cached_property
    def token_keys(self) -> TokenKeys:
        """Return the keys of access tokens."""
        return token_keys_of(self.token_private_key, self.token_former_public_keys)

    @cached_property
    def cross_origin(self) -> CrossOrigin:
        """Return which origins' pages may use the API."""
        return cross_origin_of(self.cors_origins)

    @property
    def idp_origin(self) -> str:
        """Return the origin the sign-in form is sent to, for the content security policy."""
        parts = urlsplit(self.idp_sso_url)
        return f"{parts.scheme}://{parts.netloc}"


def certificates_of(text: str) -> list[str]:
    """Return the certificates of a concatenated PEM, or end the process saying what is wrong."""
    pems = [f"{part.strip()}\n{END_OF_PEM}\n" for part in text.split(END_OF_PEM)[:-1]]
    if not pems:
        raise SettingsMissing("IDP_CERTIFICATES holds no certificate in PEM")
    for pem in pems:
        try:
            x509.load_pem_x509_certificate(pem.encode())
        except ValueError as error:
            raise SettingsMissing("IDP_CERTIFICATES holds a broken certificate") from error
    return pems


def decryption_keys_of(text: str, certificate: str) -> tuple[str, ...]:
    """Return the private keys of a concatenated PEM, or end the process saying what is wrong."""
    pems = tuple(found.group() + "\n" for found in PRIVATE_PEM.finditer(text))
    if not 1 <= len(pems) <= MOST_DECRYPTION_KEYS:
        raise SettingsMissing("SP_DECRYPTION_KEYS must hold one or two private keys in PEM")
    try:
        ours = [private_key(pem).public_key() for pem in pems]
        named = x509.load_pem_x509_certificate(certificate.encode()).public_key()
    except ValueError as error:
        raise SettingsMissing(
            "SP_DECRYPTION_KEYS or SP_ENCRYPTION_CERTIFICATE is broken, or not RSA"
        ) from error
    if named not in ours:
        raise SettingsMissing("SP_ENCRYPTION_CERTIFICATE belongs to none of SP_DECRYPTION_KEYS")
    return pems
