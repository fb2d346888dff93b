"""The table: what is handed in, how it differs from a good answer, and what must become of it."""

import re
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512

from tests.saml import sealing, wrapping
from tests.saml.answers import (
    ACTING_PERSON,
    CANCELLED,
    EK,
    OTHER_KEYS,
    SP,
    STATUS,
    SUCCESS,
    WORLD,
    assertion,
    good,
    response,
    seal,
    sign,
)
from tests.saml.making import (
    ACCEPTED,
    INNER,
    Case,
    afterwards,
    around,
    around_it,
    at_time,
    by_others,
    ciphertext_changed,
    edited,
    inside,
    instead,
    only_inside_signed,
    other_letter,
    sealed_so,
    signed_so,
    to_others,
    to_the_key_before,
    told,
    twice,
    without,
)
from tests.saml.signing import (
    ENVELOPED,
    EXCLUSIVE,
    HMAC_SHA256,
    MD5_DIGEST,
    MORE_2007,
    PKCS1_SHA1,
    PKCS1_SHA256,
    SHA1_DIGEST,
    Signing,
    pkcs1,
    pss,
    x509_key_info,
)

DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
BOMB = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]><x>&a9;</x>"
)
EXTENSIONS = "<p:Extensions><x xmlns='urn:x'/></p:Extensions>"


def named(key_info: str) -> Signing:
    """Sign as agreed, with this KeyInfo."""
    return Signing(key_info=key_info)


def later(text: str) -> str:
    """Write the first IssueInstant anew: far in the future."""
    return re.sub('IssueInstant="[^"]*', 'IssueInstant="2099-01-01T00:00:00Z', text, count=1)


SHA1_MASK = replace(
    sealing.SHA256_OAEP, padding=OAEP(mgf=MGF1(SHA1()), algorithm=SHA256(), label=None),
    parameters=sealing.SHA256_DIGEST,
)  # fmt: skip
LABELLED = replace(
    sealing.SHA256_OAEP, padding=OAEP(mgf=MGF1(SHA256()), algorithm=SHA256(), label=b"x"),
    parameters=f"<xenc:OAEPparams>eA==</xenc:OAEPparams>{sealing.SHA256_OAEP.parameters}",
)  # fmt: skip
NAME_ID = f">{EK}<"

GOOD = (
    told("as agreed", ACCEPTED),
    told("no acting person", ACCEPTED, acting_person=""),
    told("high trust, written in capitals", ACCEPTED, identified="HOCH", authenticated="HOCH"),
    told("a double name with umlauts", ACCEPTED,
         acting_person=ACTING_PERSON.replace("Bei&amp;spiel", "Müller-Lüdenscheidt")),
    sealed_so("AES-128-GCM", ACCEPTED, sealing.AES128),
    sealed_so("AES-192-GCM", ACCEPTED, sealing.AES192),
    sealed_so("RSA-OAEP by its older name", ACCEPTED, sealing.MGF1P),
    sealed_so("RSA-OAEP by its older name, digest SHA-1 named", ACCEPTED, sealing.MGF1P_NAMED),
    sealed_so("RSA-OAEP by its older name, digest SHA-256", ACCEPTED, sealing.MGF1P_SHA256),
    sealed_so("the key beside the content", ACCEPTED, replace(sealing.SHA256_OAEP, beside=True)),
    sealed_so("the key names us as recipient", ACCEPTED,
              replace(sealing.SHA256_OAEP, recipient=SP.entity_id)),
    Case("sealed to our key before", ACCEPTED, to_the_key_before),
    signed_so("signature with the certificate in it", ACCEPTED,
              named(x509_key_info(WORLD.idp.certificate))),
    signed_so("KeyInfo names another certificate, the signature is right", ACCEPTED,
              named(x509_key_info(OTHER_KEYS.certificate))),
    signed_so("inclusive prefixes", ACCEPTED, Signing(prefixes="a p")),
    inside("the NameID as CDATA", ACCEPTED, instead(NAME_ID, f"><![CDATA[{EK}]]><")),
    inside("to be used once", ACCEPTED,
           instead("</a:Conditions>", "<a:OneTimeUse/></a:Conditions>")),
    inside("the assertion is signed as well", ACCEPTED, lambda text: sign(text, how=INNER)),
    at_time("our clock 59 seconds behind", ACCEPTED,
            issued=59, not_before=59, authenticated_at=59),
    at_time("our clock 59 seconds ahead", ACCEPTED, until=-59, confirmed_until=-59),
)  # fmt: skip

SIGNATURES = (
    Case("not signed", "unsigned", lambda w: response(seal(assertion(w), w), w)),
    Case("only the assertion is signed", "unsigned", only_inside_signed),
    afterwards("the signature taken out", "unsigned", without("<ds:Signature .*</ds:Signature>")),
    Case("another key, its certificate in KeyInfo", "signature-invalid", by_others),
    signed_so("PKCS#1 v1.5 with SHA-256", "signature-method", PKCS1_SHA256),
    signed_so("PKCS#1 v1.5 with SHA-1", "signature-method", PKCS1_SHA1),
    signed_so("PKCS#1 v1.5 under the name of PSS", "signature-invalid",
              Signing(by=pkcs1(SHA256()))),
    signed_so("PSS with SHA-512 by name", "signature-method",
              Signing(method=f"{MORE_2007}sha512-rsa-MGF1")),
    signed_so("PSS with parameters of its own", "signature-method",
              Signing(method=f"{MORE_2007}rsa-pss")),
    signed_so("parameters inside the method", "signature-method",
              Signing(parameters="<ds:HMACOutputLength>8</ds:HMACOutputLength>")),
    signed_so("PSS without salt", "signature-invalid", Signing(by=pss(salt=0))),
    signed_so("PSS with a salt of 20 bytes", "signature-invalid", Signing(by=pss(salt=20))),
    signed_so("PSS with a longer salt", "signature-invalid", Signing(by=pss(salt=64))),
    signed_so("PSS with a mask of SHA-512", "signature-invalid",
              Signing(by=pss(mask=SHA512()))),
    signed_so("HMAC with our certificate as secret", "signature-method", HMAC_SHA256),
    signed_so("HMAC under the name of PSS", "signature-invalid",
              Signing(by=HMAC_SHA256.by)),
    signed_so("digest SHA-1", "signature-method", Signing(digest=SHA1_DIGEST)),
    signed_so("digest MD5", "signature-method", Signing(digest=MD5_DIGEST)),
    signed_so("no enveloped transform", "signature-method", Signing(transforms=(EXCLUSIVE,))),
    signed_so("an XPath transform more", "signature-method", Signing(transforms=(
        ENVELOPED, "http://www.w3.org/TR/1999/REC-xpath-19991116", EXCLUSIVE))),
    signed_so("canonicalised with comments", "signature-method",
              Signing(transforms=(ENVELOPED, f"{EXCLUSIVE}WithComments"))),
    signed_so("signs only the Status", "signature-misplaced", Signing(of="Status")),
    signed_so("signs only the sealed assertion", "signature-misplaced",
              Signing(of="EncryptedAssertion")),
    signed_so("signs the document by an empty URI", "signature-misplaced", Signing(uri="")),
    signed_so("signs a document elsewhere", "signature-misplaced",
              Signing(uri="https://evil.example/x")),
    signed_so("the signature inside the Status", "signature-misplaced", Signing(inside="Status")),
    afterwards("two signatures", "signature-misplaced", twice("<ds:Signature .*</ds:Signature>")),
    afterwards("two references", "malformed", twice("<ds:Reference .*</ds:Reference>")),
    afterwards("an Object in the signature", "element-unknown",
               instead("</ds:Signature>", "<ds:Object/></ds:Signature>")),
    afterwards("a signature of nothing", "signature-invalid",
               lambda text: re.sub("(?<=<ds:SignatureValue>)[^<]+", "", text)),
)  # fmt: skip

TAMPERED = (
    afterwards("the status changed", "signature-invalid", instead("Success", "Responder")),
    afterwards("the destination changed", "signature-invalid",
               lambda text: re.sub('Destination="[^"]*', 'Destination="https://x', text)),
    afterwards("the request changed", "signature-invalid",
               lambda text: re.sub('InResponseTo="[^"]*', 'InResponseTo="_x', text)),
    afterwards("an attribute added", "signature-invalid",
               instead(' Version="2.0"', ' Version="2.0" Consent="x"')),
    afterwards("ciphertext changed", "signature-invalid",
               lambda text: re.sub("(<xenc:CipherValue>)(.)", other_letter, text)),
    afterwards("a plain assertion added", "signature-invalid",
               lambda text: text.replace("</p:Response>", f"{assertion()}</p:Response>")),
    Case("sealed assertion exchanged", "signature-invalid", lambda w: re.sub(
        "<a:EncryptedAssertion.*</a:EncryptedAssertion>",
        seal(assertion(w, name_id=wrapping.EVIL_EK), w), good(w), flags=re.DOTALL)),
    Case("two elements with the same id", "signature-misplaced", wrapping.same_id),
)  # fmt: skip

XSW = {
    1: "element-unknown", 2: "signature-misplaced", 3: "signature-invalid",
    4: "signature-misplaced", 5: "signature-misplaced", 6: "signature-misplaced",
    7: "signature-invalid", 8: "element-unknown",
}  # fmt: skip
WRAPPED = tuple(
    Case(f"XSW{number}, {evil.__name__}", reason, wrapping.wrapped(number, evil))
    for number, reason in XSW.items()
    for evil in (wrapping.plain, wrapping.encrypted)
)

SEALS = (
    sealed_so("AES-256-CBC", "encryption-method", sealing.CBC),
    sealed_so("AES-128-CBC", "encryption-method", sealing.CBC128),
    sealed_so("the key by RSA PKCS#1 v1.5", "encryption-method", sealing.RSA_1_5),
    sealed_so("RSA-OAEP by its newer name with SHA-1", "encryption-method", sealing.OAEP_SHA1),
    sealed_so("RSA-OAEP with a mask not named", "encryption-method", SHA1_MASK),
    sealed_so("RSA-OAEP with a label", "element-unknown", LABELLED),
    sealed_so("a short key under the name of AES-256", "decryption-failed",
              replace(sealing.SHA256_OAEP, key_bytes=16)),
    sealed_so("two keys for the content", "malformed", replace(sealing.SHA256_OAEP, keys=2)),
    sealed_so("no key for the content", "malformed", replace(sealing.SHA256_OAEP, keys=0)),
    sealed_so("the key is for another recipient", "malformed",
              replace(sealing.SHA256_OAEP, recipient="https://evil.example")),
    sealed_so("content without an element", "malformed",
              replace(sealing.SHA256_OAEP, type=f"{sealing.XENC}Content")),
    Case("sealed to somebody else", "decryption-failed", to_others),
    Case("sealed content changed, then signed", "decryption-failed", ciphertext_changed),
    around("content by reference", "malformed", lambda text: re.sub(
        "<xenc:CipherValue>[^<]*</xenc:CipherValue></xenc:CipherData>\\s*</xenc:EncryptedData>",
        '<xenc:CipherReference URI="https://evil.example/x"/></xenc:CipherData>'
        "</xenc:EncryptedData>", text)),
    Case("a plain assertion", "assertion-plain", lambda w: around_it(w, assertion(w))),
    Case("a plain assertion beside the sealed one", "assertion-plain",
         lambda w: around_it(w, seal(assertion(w), w) + assertion(w, name_id=wrapping.EVIL_EK))),
    told("a plain assertion in the Status", "assertion-plain",
         status=f"{SUCCESS}<p:StatusDetail><a:Assertion/></p:StatusDetail>"),
    Case("two sealed assertions", "assertion-count",
         lambda w: around_it(w, seal(assertion(w), w) * 2)),
    Case("no assertion", "assertion-count", lambda w: around_it(w, "")),
    Case("two assertions in one seal", "malformed",
         lambda w: around_it(w, seal(assertion(w) * 2, w))),
    Case("a Response in the seal", "malformed", lambda w: around_it(w, seal(good(w), w))),
    Case("a seal in the seal", "malformed",
         lambda w: around_it(w, seal(seal(assertion(w), w), w))),
    Case("nothing in the seal", "malformed", lambda w: around_it(w, seal("", w))),
    inside("a DTD in the seal", "dtd", lambda text: DOCTYPE + text),
    inside("an entity in the seal", "malformed", instead(NAME_ID, ">&ek;<")),
    Case("UTF-16 in the seal", "malformed",
         lambda w: around_it(w, seal(assertion(w).encode("utf-16"), w))),
    inside("another namespace in the seal", "malformed",
           lambda text: text.replace("SAML:2.0:assertion", "SAML:1.0:assertion")),
)  # fmt: skip

FACTS = (
    told("another issuer", "issuer-wrong", issuer="https://evil.example"),
    told("another issuer inside", "issuer-wrong", vouching_issuer="https://evil.example"),
    Case("no issuer", "issuer-wrong", lambda w: sign(edited(
        without("<a:Issuer>.*?</a:Issuer>"), response(seal(assertion(w), w), w)), w)),
    inside("no issuer inside", "issuer-wrong", without("<a:Issuer>.*?</a:Issuer>")),
    inside("two issuers inside", "issuer-wrong", twice("<a:Issuer>.*?</a:Issuer>")),
    told("another destination", "destination-wrong", destination="https://evil.example/saml/acs"),
    around("no destination", "destination-wrong", without(' Destination="[^"]*"')),
    told("another recipient", "recipient-wrong", recipient="https://evil.example/saml/acs"),
    inside("no recipient", "recipient-wrong", without(' Recipient="[^"]*"')),
    told("another audience", "audience-wrong", audience="https://evil.example"),
    inside("no audience", "audience-wrong", without("<a:Audience>.*?</a:Audience>")),
    inside("no audience restriction", "audience-wrong",
           without("<a:AudienceRestriction>.*</a:AudienceRestriction>")),
    inside("a second restriction without us", "audience-wrong", instead(
        "</a:Conditions>", "<a:AudienceRestriction><a:Audience>x</a:Audience>"
        "</a:AudienceRestriction></a:Conditions>")),
    told("the answer to another request", "request-unknown", in_response_to="_another"),
    told("another request inside", "request-unknown", confirmed_request="_another"),
    around("to no request", "request-unknown", without(' InResponseTo="[^"]*"')),
    inside("to no request inside", "request-unknown", without(' InResponseTo="[^"]*"')),
    inside("no conditions", "conditions-missing", without("<a:Conditions .*</a:Conditions>")),
    inside("conditions twice", "malformed", twice("<a:Conditions .*</a:Conditions>")),
    inside("a condition nobody knows", "element-unknown",
           instead("</a:Conditions>", "<a:ProxyRestriction Count='0'/></a:Conditions>")),
    at_time("over", "expired", until=-60),
    at_time("the confirmation is over", "expired", confirmed_until=-60),
    inside("conditions without end", "malformed", lambda text: re.sub(
        '(<a:Conditions[^>]*) NotOnOrAfter="[^"]*"', r"\1", text)),
    inside("a confirmation without end", "malformed", without(r'\s*NotOnOrAfter="[^"]*"')),
    inside("a session that is over", "expired", instead(
        "<a:AuthnStatement ", '<a:AuthnStatement SessionNotOnOrAfter="2020-01-01T00:00:00Z" ')),
    at_time("from the future", "not-yet-valid", issued=61),
    around("an answer from the future", "not-yet-valid", later),
    inside("an assertion from the future", "not-yet-valid", later),
    at_time("conditions from the future", "not-yet-valid", not_before=61),
    inside("a confirmation from the future", "not-yet-valid", instead(
        "<a:SubjectConfirmationData ",
        '<a:SubjectConfirmationData NotBefore="2099-01-01T00:00:00Z" ')),
    at_time("signed in in the future", "not-yet-valid", authenticated_at=61),
    at_time("signed in long before the request", "not-fresh", authenticated_at=-961),
    told("a time without zone", "malformed", issued="2026-11-23T09:00:00"),
    told("a time that is none", "malformed", until="tomorrow"),
    told("an end at the end of all time", "malformed", until="9999-12-31T23:59:59Z"),
    told("an end before all time", "malformed", until="0001-01-01T00:00:00+14:00"),
    told("a confirmation to the end of all time", "malformed",
         confirmed_until="9999-12-31T23:59:59Z"),
    told("signed in before all time", "malformed", authenticated_at="0001-01-01T00:00:00+14:00"),
    told("issued at the end of all time", "malformed", issued="9999-12-31T23:59:59-14:00"),
    inside("a session to the end of all time", "malformed", instead(
        "<a:AuthnStatement ",
        '<a:AuthnStatement SessionNotOnOrAfter="9999-12-31T23:59:59Z" ')),
    told("cancelled by the person", "cancelled", status=CANCELLED),
    told("refused by the provider", "provider-refused",
         status=SUCCESS.replace("Success", "Responder")),
    told("a success with a second code", "provider-refused", status=(
        f'<p:StatusCode Value="{STATUS}Success"><p:StatusCode Value="{STATUS}NoPassive"/>'
        "</p:StatusCode>")),
    told("no status code", "provider-refused", status=""),
    around("two Status", "malformed", twice("<p:Status>.*</p:Status>")),
    around("extensions", "element-unknown",
           instead("<p:Status>", f"{EXTENSIONS}<p:Status>")),
    around("another version", "malformed", instead('Version="2.0"', 'Version="1.1"')),
    inside("another version inside", "malformed", instead('Version="2.0"', 'Version="1.1"')),
    Case("a request instead of an answer", "malformed", lambda w: sign(
        response("", w).replace("p:Response", "p:LogoutResponse"), w,
        Signing(of="LogoutResponse", inside="LogoutResponse"))),
)  # fmt: skip

PERSONS = (
    told("a test account", "test-account", test="true"),
    inside("no word on test accounts", "test-account",
           without('<a:Attribute Name="IstTestkonto">.*?</a:Attribute>')),
    told("a private person", "natural-person", person="NatPers"),
    told("no kind of person", "natural-person", person=""),
    told("a certificate for IdNr", "account-kind", kind="IdNr"),
    told("a certificate for BZStNr", "account-kind", kind="BZStNr"),
    told("identified too weakly", "trust-level-low", identified="normal"),
    told("authenticated too weakly", "trust-level-low", authenticated="niedrig"),
    inside("no trust level", "trust-level-low", without(
        '<a:Attribute Name="ElsterVertrauensniveauIdentifizierung">.*?</a:Attribute>')),
    told("an account of another form", "identity-malformed", name_id="erika@example"),
    told("an account with more behind it", "identity-malformed", name_id=f"{EK}1"),
    told("an organisation of another form", "identity-malformed", organisation=EK),
    inside("a passing NameID", "identity-malformed", instead("persistent", "transient")),
    inside("a comment in the NameID", "comment", instead(NAME_ID, f">{EK}<!-- -->.evil<")),
    inside("a comment that cuts the NameID", "comment",
           instead(NAME_ID, f">{EK[:20]}<!---->{EK[20:]}<")),
    inside("a processing instruction in the NameID", "comment",
           instead(NAME_ID, f">{EK[:20]}<?x?>{EK[20:]}<")),
    inside("an element in the NameID", "malformed",
           instead(NAME_ID, f">{EK[:20]}<b>{EK[20:]}</b><")),
    inside("two NameIDs", "malformed", twice("<a:NameID .*</a:NameID>")),
    inside("no NameID", "malformed", without("<a:NameID .*</a:NameID>")),
    inside("two subjects", "malformed", twice("<a:Subject>.*</a:Subject>")),
    inside("two confirmations", "malformed",
           twice("<a:SubjectConfirmation .*</a:SubjectConfirmation>")),
    inside("a holder of a key", "subject-unconfirmed", instead("cm:bearer", "cm:holder-of-key")),
    inside("two statements of authentication", "malformed", twice("<a:AuthnStatement [^>]*>")),
    inside("no statement of authentication", "malformed", without("<a:AuthnStatement [^>]*>")),
    inside("two statements of attributes", "malformed",
           twice("<a:AttributeStatement>.*</a:AttributeStatement>")),
    inside("an attribute twice", "attribute-repeated", twice(
        '<a:Attribute Name="PersTyp">.*?</a:Attribute>')),
    inside("an attribute with two values", "malformed",
           twice("<a:AttributeValue>NNatPers</a:AttributeValue>")),
    inside("the acting person's name twice", "attribute-repeated",
           twice("<ekona:Nachname>.*</ekona:Nachname>")),
    inside("an encrypted attribute", "element-unknown", instead(
        "</a:AttributeStatement>", "<a:EncryptedAttribute/></a:AttributeStatement>")),
    inside("another assertion as advice", "element-unknown",
           instead("<a:AuthnStatement", f"<a:Advice>{assertion()}</a:Advice><a:AuthnStatement")),
    inside("an XML attribute twice", "malformed", instead('ID="', 'ID="_x" ID="')),
    inside("an assertion without id", "malformed", without(' ID="[^"]*"')),
    inside("an id to trouble the store", "malformed",
           lambda text: re.sub(' ID="[^"]*"', f' ID="_{"x" * 300}"', text)),
)  # fmt: skip

DOCUMENTS = (
    afterwards("a DTD", "dtd", lambda text: DOCTYPE + text),
    Case("an entity bomb", "dtd", lambda w: BOMB),
    Case("an external entity", "dtd", lambda w: (
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>')),
    afterwards("a comment outside", "comment", lambda text: f"<!-- -->{text}"),
    afterwards("a processing instruction outside", "comment", lambda text: f"{text}<?x y?>"),
    Case("UTF-16", "malformed", lambda w: good(w).encode("utf-16")),
    Case("UTF-16 without a mark, with a DTD", "malformed",
         lambda w: (DOCTYPE + good(w)).encode("utf-16-le")),
    Case("UTF-7 that hides a DTD", "malformed", lambda w: (
        '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>')),
    Case("EBCDIC that hides a DTD", "malformed", lambda w: (
        '<?xml version="1.0" encoding="cp037"?><!DOCTYPE x><x/>'.encode("cp037"))),
    Case("not XML", "malformed", lambda w: "not XML"),
    Case("nothing", "malformed", lambda w: ""),
    Case("too large", "too-large", lambda w: " " * 200_000),
    Case("too deep", "malformed", lambda w: "<x>" * 5_000 + "</x>" * 5_000),
)  # fmt: skip

REPLAYS = (Case("handed in twice", "replayed", good, times=2),)

CASES = (
    *GOOD, *SIGNATURES, *TAMPERED, *WRAPPED, *SEALS, *FACTS, *PERSONS, *DOCUMENTS, *REPLAYS,
)  # fmt: skip
