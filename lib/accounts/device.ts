/** What a browser says about itself, in the two names that people know; null for one that is unknown. */
export interface Device {
  readonly browser: string | null;
  readonly system: string | null;
}

// The first that matches: most browsers also claim to be others.
const BROWSERS = [
  ["Edge", /\bEdg(e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b(Chrome|CriOS)\//],
  ["Safari", /\bSafari\//],
] as const;

const SYSTEMS = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Linux", /\bLinux\b/],
] as const;

export function deviceOf(agent: string): Device {
  return { browser: nameIn(BROWSERS, agent), system: nameIn(SYSTEMS, agent) };
}

function nameIn(names: readonly (readonly [string, RegExp])[], agent: string): string | null {
  return names.find(([, pattern]) => pattern.test(agent))?.[0] ?? null;
}
