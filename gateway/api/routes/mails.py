"""Routes about the mails, for the operator, and about one's own inbox."""

from gateway.api.routes.rows import PAGE, get, post, put

MAILS = (
    get("mails", "notify.list_mails", "Mails by what became of them",
        filters=("state", "address", "order", *PAGE)),
    get("mails/{mail_id}", "notify.get_mail", "One mail, without its words"),
    post("mails/{mail_id}/resend", "notify.resend_mail", "Send a failed mail once more",
         schema="notify.Nothing"),
)  # fmt: skip

ADDRESSES = (
    get("me/mail", "notify.get_mail_address", "Whether one's address is reached, and who sends"),
    post("me/mail/test", "notify.send_test_mail", "Send oneself a mail that confirms the address",
         schema="notify.Nothing"),
    post("me/mail/confirm", "notify.confirm_mail_address", "Say that the test mail arrived",
         schema="notify.AddressToken"),
    get("paused-addresses", "notify.list_paused_addresses", "Addresses that are not reached",
        filters=PAGE),
    post("paused-addresses/{address_id}/resume", "notify.resume_address",
         "Send to an address again", schema="notify.Nothing"),
    get("mailbox", "notify.get_mailbox", "What the last look into the mailbox found"),
)  # fmt: skip

INBOX = (
    get("inbox", "notify.list_inbox", "What one was told, newest first",
        filters=("unread", *PAGE)),
    get("inbox/unread", "notify.count_unread", "How much one has not read, up to a hundred"),
    post("inbox/read-all", "notify.mark_all_read", "Mark everything as read",
         schema="notify.ReadUntil"),
    post("inbox/{entry_id}/read", "notify.mark_read", "Mark one entry as read"),
    get("me/preferences", "notify.get_preferences", "One's language, and what is mailed"),
    put("me/preferences", "notify.set_preferences", "Say in which language, and what is mailed",
        schema="notify.Preferred"),
)  # fmt: skip
