import { setTimeout as sleep } from "node:timers/promises";
import { PASSWORD } from "../factories";
import { MULTIPART, scripted } from "../hostile-posts";

export const DANA = "dana.kowalski@contoso.com";

/** How long somebody waited each time, in milliseconds. */
export type Waits = Record<"is it alive" | "signing in", number[]>;

/** Signs in as a browser's script does, with a new session. Throws when that isn't what comes of it. */
export async function postSignIn(url: string, action: string, email = DANA): Promise<Response> {
  const body = scripted([
    ["email", email],
    ["password", PASSWORD],
  ]);
  const headers = {
    Origin: url,
    "Sec-Fetch-Site": "same-origin",
    "Content-Type": MULTIPART,
    "Next-Action": action,
  };
  const sent = { method: "POST", headers, body: new Uint8Array(body), redirect: "manual" } as const;
  const answer = await fetch(`${url}/sign-in`, sent);
  await answer.arrayBuffer();
  if (!answer.headers.has("x-action-redirect")) throw new Error(`signing in: ${answer.status}`);
  return answer;
}

/** Somebody who asks whether the portal lives, and somebody who signs in, until the parent says stop. */
async function keepBusy(url: string, action: string): Promise<void> {
  const waits: Waits = { "is it alive": [], "signing in": [] };
  const seen = { "is it alive": 0, "signing in": 0 };
  let isOver = false;
  const keepAsking = async (what: keyof Waits, pause: number, ask: () => Promise<unknown>) => {
    while (!isOver) {
      const started = performance.now();
      await ask();
      waits[what].push(performance.now() - started);
      await sleep(pause);
    }
  };
  const asking = Promise.all([
    keepAsking("is it alive", 20, () => fetch(`${url}/api/health/live`).then((one) => one.text())),
    keepAsking("signing in", 200, () => postSignIn(url, action)),
  ]);
  const since = (what: keyof Waits) => {
    const from = seen[what];
    seen[what] = waits[what].length;
    return waits[what].slice(from);
  };
  process.on("message", (question) => {
    if (question === "since") {
      process.send?.({ "is it alive": since("is it alive"), "signing in": since("signing in") });
      return;
    }
    isOver = true;
    void asking.then(() => process.send?.(waits, () => process.exit(0)));
  });
  process.send?.("ready");
  await asking;
}

const [, file = "", url, action] = process.argv;
if (file === import.meta.filename && url && action) await keepBusy(url, action);
