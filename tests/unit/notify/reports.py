"""Delivery reports as mail servers write them."""


def report(
    address: str, *, action: str = "failed", status: str = "5.1.1",
    said: str = "smtp; 550 5.1.1 no such user", original: str = "",
) -> bytes:  # fmt: skip
    """Return a report (RFC 3464) about one recipient."""
    first = [f"Original-Recipient: rfc822; {original}"] if original else []
    lines = [
        "From: MAILER-DAEMON@relay.example",
        "Subject: Undelivered Mail Returned to Sender",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=_r"',
        "",
        "--=_r",
        "Content-Type: text/plain",
        "",
        "I am sorry to have to tell you.",
        "--=_r",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; relay.example",
        "",
        *first,
        f"Final-Recipient: rfc822; {address}",
        f"Action: {action}",
        f"Status: {status}",
        f"Diagnostic-Code: {said}",
        "",
        "--=_r",
        "Content-Type: text/rfc822-headers",
        "",
        "Subject: Ihre Bestellung",
        "",
        "--=_r--",
        "",
    ]
    return "\r\n".join(lines).encode()
