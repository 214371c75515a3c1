import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startNode, stopChild, type Child } from "../../bin/child.mjs";
import { removePostgres } from "../../bin/embedded-postgres.mjs";
import { freePort } from "../../bin/ports.mjs";
import { testFolder } from "../../bin/test-folder.mjs";
import { startDnsEndpoint } from "./dns-endpoint";
import { startDnsServer } from "./dns-server";
import { startMailEndpoint } from "./mail-endpoint";
import { startSmtpSink } from "./smtp-sink";
import { startTestDatabase } from "./test-database";
import { testEnvironment } from "./test-environment";

/**
 * The portal as production serves it, on free ports: PostgreSQL, an SMTP server, a DNS server, web server, worker.
 * Sets E2E_URL, E2E_MAIL_URL, E2E_DNS_URL, E2E_CAST_URL, E2E_SERVER_PID, E2E_LOG and E2E_ENVIRONMENT for the specs; returns the tear-down.
 */
export default async function startStack(): Promise<() => Promise<void>> {
  const folder = testFolder("e2e");
  const log = path.join(folder, "portal.log");
  const undo: (() => unknown)[] = [() => removePostgres(folder)];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const database = await startTestDatabase(folder);
    const sink = await startSmtpSink();
    undo.push(() => sink.stop());
    const mail = await startMailEndpoint(sink);
    undo.push(() => mail.stop());
    const dns = await startDnsServer();
    undo.push(() => dns.stop());
    const dnsEndpoint = await startDnsEndpoint(dns);
    undo.push(() => dnsEndpoint.stop());
    const port = await freePort();
    const bouncePort = await freePort();
    const settings = portalSettings(folder, port, {
      DATABASE_URL: database.url,
      SMTP_URL: sink.url,
      BOUNCE_PORT: String(bouncePort),
      DNS_SERVERS: dns.place,
    });
    const env = { ...process.env, ...settings };
    const run = (...args: string[]) => startLogged(args, env, log);
    await finish(run("--import", "tsx", "lib/cli.ts", "migrate"), log);
    const castPort = await freePort();
    const cast = startLogged(
      ["--import", "tsx", "tests/e2e/play-cast.ts"],
      { ...env, CAST_PORT: String(castPort) },
      log,
    );
    undo.push(() => stopChild(cast));
    const worker = run("--import", "tsx", "lib/worker.ts");
    undo.push(() => stopChild(worker));
    const server = run("bin/server.mjs");
    undo.push(() => stopChild(server));
    await untilReady(`http://127.0.0.1:${port}/api/health/ready`, server, log);
    const castUrl = `http://127.0.0.1:${castPort}`;
    await untilReady(castUrl, cast, log);
    Object.assign(process.env, {
      E2E_URL: settings.APP_URL,
      E2E_MAIL_URL: mail.url,
      E2E_DNS_URL: dnsEndpoint.url,
      E2E_CAST_URL: castUrl,
      E2E_SERVER_PID: String(server.pid),
      E2E_LOG: log,
      E2E_ENVIRONMENT: JSON.stringify(settings),
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

function portalSettings(folder: string, port: number, services: Record<string, string>) {
  return testEnvironment({
    NODE_ENV: "production",
    NEXT_DIST_DIR: process.env.NEXT_DIST_DIR ?? ".next",
    DATA_DIR: folder,
    HOST: "127.0.0.1",
    PORT: String(port),
    APP_URL: `http://localhost:${port}`,
    ...services,
    LIMITS_FACTOR: "1000",
    LOG_LEVEL: "info",
  });
}

function startLogged(args: string[], env: NodeJS.ProcessEnv, log: string): Child {
  const file = openSync(log, "a", 0o600);
  const child = startNode(args, { env, stdio: file });
  closeSync(file);
  return child;
}

async function finish(child: Child, log: string): Promise<void> {
  const how = await child.ended;
  if (how !== "exit code 0") throw new Error(`migrate failed (${how}):\n${endOf(log)}`);
}

async function untilReady(url: string, server: Child, log: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (server.exitCode === null && Date.now() < deadline) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`The portal did not become ready:\n${endOf(log)}`);
}

function endOf(log: string): string {
  return readFileSync(log, "utf8").split("\n").slice(-40).join("\n");
}
