import { simpleParser, type AddressObject } from "mailparser";
import { SMTPServer } from "smtp-server";

export type ReceivedMail = {
  id: number;
  to: string[];
  from: string;
  /** The envelope's sender: where reports about this mail go. */
  returnPath: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  headers: Record<string, string>;
};

export type SmtpSink = {
  url: string;
  mails: ReceivedMail[];
  onMail: (listener: (mail: ReceivedMail) => void) => void;
  stop: () => Promise<void>;
};

/** A real SMTP server on 127.0.0.1 that keeps what it receives in memory. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const mails: ReceivedMail[] = [];
  const listeners: ((mail: ReceivedMail) => void)[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
      simpleParser(stream).then((parsed) => {
        const mail = {
          id: mails.length + 1,
          to: recipients,
          from: addressOf(parsed.from),
          returnPath: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
          subject: parsed.subject ?? "",
          text: parsed.text ?? "",
          html: parsed.html || "",
          messageId: parsed.messageId ?? "",
          headers: Object.fromEntries(
            parsed.headerLines.map(({ key, line }) => [key, line.slice(key.length + 1).trim()]),
          ),
        };
        mails.push(mail);
        for (const listener of listeners) listener(mail);
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    onMail: (listener) => listeners.push(listener),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

function addressOf(field: AddressObject | undefined): string {
  return field?.value[0]?.address ?? "";
}
