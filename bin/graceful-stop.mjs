import { setTimeout as sleep } from "node:timers/promises";
import { log } from "./access-log.mjs";

const patience = 10_000;
// How much of a download was sent is written down after its connection was cut (lib/downloads).
const writing = 1_000;

/** On SIGTERM or SIGINT: not ready any more, no new connections, requests in flight may finish. */
export function stopGracefully(server, close) {
  const state = { stopping: false };
  const stop = async () => {
    if (state.stopping) return;
    state.stopping = true;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const impatient = setTimeout(() => server.closeAllConnections(), patience);
    await closed;
    clearTimeout(impatient);
    await Promise.race([sleep(writing), Promise.all(globalThis.portalUnfinished ?? [])]);
    await close().catch((error) => log.warn({ err: error }, "closing"));
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  return state;
}
