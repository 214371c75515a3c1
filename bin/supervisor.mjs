import { startPostgres } from "./embedded-postgres.mjs";
import { startMailDev } from "./maildev.mjs";
import { migrate } from "./migrate.mjs";
import { runPortal } from "./portal-processes.mjs";
import { portalEnvironment, rememberRunning } from "./settings.mjs";

/** Starts everything in order, keeps it running, and stops it in the opposite order. */
export async function supervise(settings, { say, stopping }) {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop.abort());
  stop.signal.addEventListener("abort", () => {
    stopping();
    say("Stopping");
  });
  const started = [];
  try {
    const [database, mail] = await allOrStop(started, [
      settings.databaseUrl ? undefined : () => startDatabase(settings, say),
      settings.smtpUrl ? undefined : () => startMailbox(settings, say),
    ]);
    const env = portalEnvironment(settings, {
      databaseUrl: settings.databaseUrl ?? database.url,
      smtpUrl: settings.smtpUrl ?? mail.smtpUrl,
      mailboxUrl: mail?.mailboxUrl,
    });
    const lost = lostService([database, mail]);
    rememberRunning({ ...env, SMTP_URL: mail?.smtpUrl });
    if (stop.signal.aborted) return 0;
    const demo = await migrate(env, say);
    if (stop.signal.aborted) return 0;
    const ready = () => printBlock(env, mail?.mailboxUrl, demo);
    return await runPortal(env, { say, ready, stop: stop.signal, lost });
  } finally {
    for (const service of started.reverse()) await service.stop();
    if (stop.signal.aborted) say("Stopped");
  }
}

/** Both services start at once; when one can't, the other is still stopped. */
async function allOrStop(started, starters) {
  const outcomes = await Promise.allSettled(
    starters.map(async (start) => {
      const service = await start?.();
      if (service) started.push(service);
      return service;
    }),
  );
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
  // The database is the last to stop: the mailbox doesn't need it, but nothing should outlive it.
  const services = outcomes.map((outcome) => outcome.value);
  started.splice(0, started.length, ...services.filter(Boolean));
  return services;
}

/** Resolves with the name of the first service that ends, also when it did so long ago. */
function lostService(services) {
  return Promise.race(
    services.flatMap((service) => (service ? [service.child.ended.then(() => service.name)] : [])),
  );
}

async function startDatabase({ dataDir }, say) {
  const database = await startPostgres(dataDir, { say });
  say(`Database: PostgreSQL on 127.0.0.1:${database.port}`);
  return { ...database, name: "The database" };
}

async function startMailbox({ dataDir }, say) {
  const mail = await startMailDev(dataDir);
  say(`Mailbox: MailDev on ${mail.mailboxUrl}, SMTP on ${mail.place}`);
  return { ...mail, name: "The mailbox" };
}

function printBlock(env, mailboxUrl, demo) {
  const lines = [
    `Portal    ${env.APP_URL}`,
    mailboxUrl ? `Mailbox   ${mailboxUrl}   (every mail the portal sends arrives here)` : undefined,
    "",
    ...(demo.length > 0
      ? demo
      : ["Record a first agreement: bin/portal agreement add --file agreement.json"]),
    "",
    "Ctrl-C stops everything.",
  ];
  const rule = "─".repeat(72);
  console.log(["", rule, ...lines.filter((line) => line !== undefined), rule, ""].join("\n"));
}
