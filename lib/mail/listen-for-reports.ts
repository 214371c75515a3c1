import type { Socket } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { env } from "../env";
import { logger } from "../logger";
import { receiveReport, returnPathState } from "./receive-report";
import { returnKeyOf } from "./return-path";

/** A report with the mail that it is about, unless that one was huge. */
const MAX_BYTES = 256 * 1024;
const MAX_CLIENTS = 20;
const SILENCE = 30_000;
/** However slowly somebody talks, this ends it. */
const LIFETIME = 120_000;
const GRACE = 2_000;

const log = logger.child({ part: "worker" });

export interface ReportListener {
  /** Lets conversations under way finish for a moment, then hangs up. */
  readonly stop: () => Promise<void>;
}

/**
 * Takes reports about messages (RFC 3464) over SMTP, and nothing else: no relay, no login. What isn't a
 * report is accepted and dropped, so that nobody learns from the answer and no bounce bounces.
 */
export async function listenForReports(
  port: number,
  now: () => Date = () => new Date(),
): Promise<ReportListener> {
  const working = new Set<Promise<void>>();
  const answer = (work: Promise<void>, done: (error?: Error | null) => void) => {
    const finished = work.then(
      () => done(),
      (error: unknown) => done(asRefusal(error)),
    );
    working.add(finished);
    void finished.finally(() => working.delete(finished));
  };
  const server = new SMTPServer({
    name: new URL(env.APP_URL).hostname,
    banner: "Business Center",
    size: MAX_BYTES,
    maxClients: MAX_CLIENTS,
    socketTimeout: SILENCE,
    closeTimeout: GRACE,
    disableReverseLookup: true,
    disabledCommands: ["AUTH", "STARTTLS", "VRFY", "HELP", "WIZ", "SHELL", "KILL"],
    onRcptTo: ({ address }, session, done) => answer(admit(address, session, now()), done),
    onData: (stream, session, done) => answer(take(stream, session, now), done),
  });
  // Clients hang up in the middle, and some talk nonsense: that is theirs to know.
  server.on("error", () => {});
  const sockets = new Set<Socket>();
  server.server.on("connection", (socket: Socket) => {
    const timer = setTimeout(() => socket.destroy(), LIFETIME);
    sockets.add(socket);
    socket.once("close", () => {
      clearTimeout(timer);
      sockets.delete(socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, resolve);
  });
  return {
    stop: async () => {
      await new Promise<void>((resolve) => server.close(resolve));
      sockets.forEach((socket) => socket.destroy());
      await Promise.all(working);
    },
  };
}

/** RCPT TO: one return path of ours, while it takes reports. */
async function admit(address: string, { envelope }: SMTPServerSession, now: Date): Promise<void> {
  const returnKey = returnKeyOf(address);
  const state = returnKey === null ? "unknown" : await returnPathState(returnKey, now);
  if (state === "unknown")
    throw new Refusal(550, "5.1.1 No such return path; no mail is relayed here");
  if (state === "early") throw new Refusal(450, "4.2.0 The message is just being sent, try again");
  if (envelope.rcptTo.length > 0) throw new Refusal(452, "4.5.3 One recipient at a time");
}

async function take(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
  now: () => Date,
): Promise<void> {
  const raw = await collect(stream);
  const returnKey = returnKeyOf(envelope.rcptTo[0]?.address ?? "");
  if (raw && returnKey !== null) await receiveReport(returnKey, raw, now());
}

/** Null for what was cut off. Of what is too large nothing is kept, however long it goes on. */
async function collect(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (stream.sizeExceeded) chunks.length = 0;
      else chunks.push(chunk);
    }
  } catch {
    return null;
  }
  if (stream.sizeExceeded) throw new Refusal(552, `5.3.4 A report has ${MAX_BYTES} bytes at most`);
  return Buffer.concat(chunks);
}

class Refusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** What went wrong on our side, such as a database that is away, may pass: their server tries again. */
function asRefusal(error: unknown): Error {
  if (error instanceof Refusal) return error;
  log.warn({ err: error }, "could not take a report");
  return new Refusal(451, "4.3.0 Try again later");
}
