import type { Socket } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";

/** Nothing accepts; a line such as "450 try later" refuses; a promise keeps the client waiting. */
type Line = string | undefined;
type Answer = Line | Promise<Line>;

/** What the server says at each step of a conversation; what isn't named is accepted. */
export interface Script {
  /** Offers a login and takes everyone; without it none is offered. */
  readonly login?: boolean;
  readonly greeting?: (connection: number) => Answer;
  readonly sender?: (address: string) => Answer;
  readonly recipient?: (address: string) => Answer;
  readonly content?: (mail: AcceptedMail) => Answer;
}

export interface AcceptedMail {
  /** Every RCPT TO. */
  readonly to: readonly string[];
  readonly messageId: string;
  readonly parsed: ParsedMail;
}

export interface ScriptedServer {
  readonly mails: readonly AcceptedMail[];
  readonly mailsTo: (address: string) => AcceptedMail[];
  /** How many clients have connected by now. */
  readonly connections: () => number;
  /** Cuts every connection without a word. */
  readonly hangUp: () => void;
  readonly stop: () => Promise<void>;
}

/** The answer that never comes. */
export const never = () => new Promise<never>(() => {});

/** A real SMTP server on a port of 127.0.0.1 that answers as a test wants it. */
export async function startScriptedServer(
  port: number,
  script: Script = {},
): Promise<ScriptedServer> {
  const mails: AcceptedMail[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: script.login ? ["STARTTLS"] : ["STARTTLS", "AUTH"],
    onAuth: ({ username }, _session, done) => done(null, { user: username }),
    closeTimeout: 1,
    onConnect(_session, done) {
      connections += 1;
      reply(script.greeting?.(connections), done);
    },
    onMailFrom: ({ address }, _session, done) => reply(script.sender?.(address), done),
    onRcptTo: ({ address }, _session, done) => reply(script.recipient?.(address), done),
    onData(stream, { envelope }, done) {
      const take = async () => {
        const parsed = await simpleParser(stream);
        const to = envelope.rcptTo.map(({ address }) => address);
        const mail = { to, messageId: parsed.messageId ?? "", parsed };
        const refusal = await script.content?.(mail);
        if (refusal === undefined) mails.push(mail);
        return refusal;
      };
      reply(take(), done);
    },
  });
  // Clients are killed and connections are cut here on purpose.
  server.on("error", () => {});
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const hangUp = () => sockets.forEach((socket) => socket.destroy());
  const stop = () => {
    hangUp();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const mailsTo = (address: string) => mails.filter(({ to }) => to.includes(address));
  return { mails, mailsTo, connections: () => connections, hangUp, stop };
}

function reply(answer: Answer, done: (error?: Error | null) => void): void {
  Promise.resolve(answer).then((line) => done(line === undefined ? null : refusal(line)), done);
}

function refusal(line: string): Error {
  return Object.assign(new Error(line.slice(4)), { responseCode: Number(line.slice(0, 3)) });
}
