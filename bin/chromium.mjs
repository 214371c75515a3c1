import { existsSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { run } from "./run.mjs";

const debian = "/usr/bin/chromium";

/** Makes sure that there is a Chromium: Debian's package as root, else Playwright's own download. */
export async function ensureChromium(say) {
  if (existsSync(process.env.CHROMIUM_PATH ?? debian) || (await playwrightHasIt())) return;
  say("Chromium: installing …");
  const failures = [];
  for (const install of [fromDebian, fromPlaywright]) {
    try {
      if (await install()) return;
    } catch (error) {
      failures.push(error.message);
    }
  }
  throw new Problem(
    `${failures.join("\n\n")}\n\nThere is no Chromium for the end-to-end tests.\n` +
      "Install one (Debian: apt-get install chromium) or name yours: CHROMIUM_PATH=/path/to/chrome npm test",
  );
}

async function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("Updating the package lists", "apt-get", ["update", "-q"], { env });
  const flags = ["install", "-y", "-q", "--no-install-recommends", "chromium"];
  await run("Installing Chromium", "apt-get", flags, { env });
  return existsSync(debian);
}

async function fromPlaywright() {
  const cli = inRoot("node_modules", "@playwright", "test", "cli.js");
  await run("Downloading Chromium", process.execPath, [cli, "install", "chromium"], {
    env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "" },
  });
  return true;
}

async function playwrightHasIt() {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath());
}
