import { existsSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { run } from "./run.mjs";

// The headless shell paints the same pages in little more than half the time of the whole browser.
const headlessShell = "/usr/bin/chromium-headless-shell";
const wholeBrowser = "/usr/bin/chromium";
const readsPdf = "/usr/bin/pdftotext";

/**
 * Makes sure that there is a Chromium (Debian's packages as root, else Playwright's own download) and
 * answers its path; undefined is Playwright's own.
 */
export async function ensureChromium(say) {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  if (existsSync(headlessShell) && (existsSync(readsPdf) || !isDebianRoot())) return headlessShell;
  if (!isDebianRoot() && (existsSync(wholeBrowser) || (await playwrightHasIt()))) return found();
  say("Chromium: installing …");
  const failures = [];
  for (const install of [fromDebian, fromPlaywright]) {
    try {
      if (await install()) return found();
    } catch (error) {
      failures.push(error.message);
    }
  }
  if (existsSync(wholeBrowser)) return wholeBrowser;
  throw new Problem(
    `${failures.join("\n\n")}\n\nThere is no Chromium for the end-to-end tests.\n` +
      "Install one (Debian: apt-get install chromium) or name yours: CHROMIUM_PATH=/path/to/chrome npm test",
  );
}

const found = () => [headlessShell, wholeBrowser].find((path) => existsSync(path));

const isDebianRoot = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/** With pdftotext, which reads printed pages back. */
async function fromDebian() {
  if (!isDebianRoot()) return false;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("Updating the package lists", "apt-get", ["update", "-q"], { env });
  const flags = ["install", "-y", "-q", "--no-install-recommends"];
  const packages = ["chromium-headless-shell", "poppler-utils"];
  await run("Installing Chromium", "apt-get", [...flags, ...packages], { env });
  return existsSync(headlessShell);
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
