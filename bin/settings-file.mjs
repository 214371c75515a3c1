import { readFileSync } from "node:fs";
import { Problem } from "./problem.mjs";
import { nearestSetting, SETTINGS } from "./setting-names.mjs";

// A settings file is a page of text; whatever is larger is something else.
const mostBytes = 64 * 1024;

/**
 * Reads a file of settings, `{ NAME: value }`; `{}` when there is none. What could be read in two ways
 * stops the start with its line: a portal must never come up as something that it wasn't set to be.
 */
export function readSettingsFile(file) {
  const bytes = bytesOf(file);
  if (bytes === undefined) return {};
  const settings = {};
  for (const [index, line] of textOf(bytes, file)
    .split(/\r\n|\r|\n/)
    .entries()) {
    const entry = entryOf(line, (what) => new Problem(`${file}, line ${index + 1}: ${what}`));
    if (entry) settings[entry.name] = entry.value;
  }
  return settings;
}

function bytesOf(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw new Problem(`${file} can't be read (${error.code}).`);
  }
}

/** UTF-8 with or without a byte order mark, or UTF-16 with one, as Windows' editors save it. */
function textOf(bytes, file) {
  const encoding = { fffe: "utf-16le", feff: "utf-16be" }[bytes.toString("hex", 0, 2)] ?? "utf-8";
  try {
    if (bytes.length > mostBytes) throw new Error("too long");
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.includes("\0")) throw new Error("no text");
    return text;
  } catch {
    throw new Problem(`${file} isn't a text file that can be read. Save it as UTF-8.`);
  }
}

function entryOf(line, problem) {
  if (/^\s*(#|$)/.test(line)) return undefined;
  const [, name, rest] = /^\s*(?:export\s+)?([^\s=#'"]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
  if (name === undefined) throw problem("This isn't NAME=value. A comment begins with #.");
  if (!SETTINGS.includes(name)) {
    throw problem(`There is no setting ${name}. Did you mean ${nearestSetting(name)}?`);
  }
  return { name, value: valueOf(name, rest, problem) };
}

function valueOf(name, text, problem) {
  const quote = /^["'`]/.exec(text)?.[0];
  if (quote) {
    const end = text.indexOf(quote, 1);
    if (end > 0 && /^\s*(#.*)?$/.test(text.slice(end + 1))) return text.slice(1, end);
    throw problem(`The value of ${name} begins with ${quote}, so it must end with ${quote}.`);
  }
  if (!text.includes("#")) return text;
  throw problem(
    `The value of ${name} holds a #. If it belongs to the value, write ${name}="…" with quotation marks; ` +
      "a comment goes on a line of its own.",
  );
}
