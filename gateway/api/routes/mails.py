"""Routes about the mails, for the operator."""

from gateway.api.routes.rows import PAGE, get, post

MAILS = (
    get("mails", "notify.list_mails", "Mails by what became of them", filters=("state", *PAGE)),
    get("mails/{mail_id}", "notify.get_mail", "One mail, without its words"),
    post("mails/{mail_id}/resend", "notify.resend_mail", "Send a failed mail once more",
         schema="notify.Nothing"),
)  # fmt: skip
