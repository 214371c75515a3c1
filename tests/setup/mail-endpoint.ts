import { createServer, type ServerResponse } from "node:http";
import type { ReceivedMail, SmtpSink } from "./smtp-sink";

/**
 * Lets specs, which run in other processes, read the sink's mails:
 * GET /?to=…&subject=… lists, with &wait=<ms> the answer is held until one has arrived.
 */
export async function startMailEndpoint(
  sink: SmtpSink,
): Promise<{ url: string; stop: () => void }> {
  const waiting = new Set<() => void>();
  sink.onMail(() => waiting.forEach((check) => check()));
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? "/", "http://localhost").searchParams;
    const matching = () => sink.mails.filter((mail) => matches(mail, query));
    const patience = Number(query.get("wait") ?? 0);
    if (matching().length > 0 || patience === 0) return answer(response, matching());
    const check = () => {
      if (matching().length > 0) finish();
    };
    const finish = () => {
      waiting.delete(check);
      clearTimeout(timer);
      answer(response, matching());
    };
    const timer = setTimeout(finish, patience);
    waiting.add(check);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function matches(mail: ReceivedMail, query: URLSearchParams): boolean {
  const to = query.get("to")?.toLowerCase();
  const after = Number(query.get("after") ?? 0);
  return (
    mail.id > after &&
    (to === undefined || mail.to.some((address) => address.toLowerCase() === to)) &&
    mail.subject.includes(query.get("subject") ?? "")
  );
}

function answer(response: ServerResponse, mails: ReceivedMail[]): void {
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify(mails));
}
