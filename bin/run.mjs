import { spawn } from "node:child_process";
import { root } from "./paths.mjs";
import { Problem } from "./problem.mjs";

/** Next takes the settings from its environment, and none from .env files of its own choice. */
export const readsNoFiles = { __NEXT_PROCESSED_ENV: "true" };

/** What keeps tools from reaching for the internet, and their builds from depending on who calls. */
export const quietEnvironment = {
  ...readsNoFiles,
  NEXT_TELEMETRY_DISABLED: "1",
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1",
  PUPPETEER_SKIP_DOWNLOAD: "1",
  SCARF_ANALYTICS: "false",
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
};

/** Runs a program in the checkout, keeps what it prints, and shows it only when it fails. */
export async function run(what, file, args, { env = {}, shell = false } = {}) {
  const { code, output } = await capture(file, args, { env, shell });
  if (code === 0) return output;
  const end = output.trim().split("\n").slice(-60).join("\n");
  throw new Problem(
    `${end}\n\n${what} failed (${[file, ...args].join(" ")}). The lines above say why.`,
  );
}

function capture(file, args, { env, shell }) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      env: { ...process.env, ...quietEnvironment, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      shell,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    }
    // Nothing may go on working in the checkout after we have gone.
    const interrupted = (signal) => {
      child.kill(signal);
      child.once("close", () => process.exit(130));
    };
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, interrupted);
    const end = (result) => {
      for (const signal of signals) process.off(signal, interrupted);
      resolve(result);
    };
    child.on("error", (error) => end({ code: 1, output: error.message }));
    child.on("close", (code) => end({ code: code ?? 1, output }));
  });
}
