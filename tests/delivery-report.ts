export interface Said {
  readonly action?: string;
  readonly status?: string;
  readonly diagnostic?: string;
  readonly finalRecipient?: string;
  /** More fields of the recipient, and of the message that it is about. */
  readonly fields?: readonly string[];
  readonly original?: readonly string[];
}

/** A report (RFC 3464) as Postfix writes it. */
export function deliveryReport(
  message: { readonly messageId: string; readonly toKey: string },
  said: Said = {},
): string {
  const { action = "failed", status = "5.2.2", finalRecipient = message.toKey } = said;
  return [
    "From: MAILER-DAEMON@mail.contoso.com (Mail Delivery System)",
    "Subject: Undelivered Mail Returned to Sender",
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    "Content-Type: multipart/report; report-type=delivery-status;",
    '\tboundary="9B1D.1763978400/mail.contoso.com"',
    "Message-Id: <20261124091000.9B1D@mail.contoso.com>",
    "",
    "This is a MIME-encapsulated message.",
    "",
    "--9B1D.1763978400/mail.contoso.com",
    "Content-Description: Notification",
    "Content-Type: text/plain; charset=us-ascii",
    "",
    "I'm sorry to have to inform you that your message could not be delivered.",
    "",
    "--9B1D.1763978400/mail.contoso.com",
    "Content-Description: Delivery report",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mail.contoso.com",
    "Arrival-Date: Tue, 24 Nov 2026 09:00:01 +0000 (UTC)",
    "",
    `Final-Recipient: rfc822; ${finalRecipient}`,
    ...(said.fields ?? [`Original-Recipient: rfc822;${message.toKey}`]),
    `Action: ${action}`,
    `Status: ${status}`,
    "Remote-MTA: dns; mx.contoso.com",
    `Diagnostic-Code: smtp; ${said.diagnostic ?? `552 ${status} <${message.toKey}>:`}`,
    "    mailbox is full",
    "",
    "--9B1D.1763978400/mail.contoso.com",
    "Content-Description: Undelivered Message Headers",
    "Content-Type: text/rfc822-headers",
    "",
    ...(said.original ?? [`Message-ID: ${message.messageId}`, "Subject: You're invited"]),
    "",
    "--9B1D.1763978400/mail.contoso.com--",
    "",
  ].join("\r\n");
}
