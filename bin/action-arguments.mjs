import { isJsonWithin } from "./json-extent.mjs";

/** The form's last answer with fifty rows has about 600 parts. */
const MOST = { values: 3000, depth: 6 };

/**
 * Whether a JSON text is no deeper and no longer than what our pages send, and refers to nothing but the
 * form. Looked at sign by sign, before anything is built from it.
 */
export function isFlat(text) {
  let refers = false;
  const isWithin = isJsonWithin(text, MOST, (at) => {
    // Next builds what a text beginning with $ names; what was typed has two of them.
    refers ||= reference.test(text.slice(at, at + 12));
  });
  return isWithin && !refers;
}

const reference = /^(\$(?!\$|undefined"|[K@]\d{1,2}")|\\u0024)/;

/** Whether the parts that Next reads are there and hold what it expects of them. */
export function isReadable(texts, isByScript) {
  if (isByScript) {
    const given = parsed(texts.get("0"));
    // What a page bound, the last answer, and the form.
    return (
      Array.isArray(given) && /^\$K\d+$/.test(given.at(-1)) && given.slice(0, -1).every(isPlain)
    );
  }
  const [reference, ...others] = [...texts.keys()].filter((name) =>
    /^\$ACTION_(REF|ID)_/.test(name),
  );
  if (others.length > 0) return false;
  const [, number] = /^\$ACTION_REF_(\d+)$/.exec(reference ?? "") ?? [];
  return number === undefined || isBound(texts, `$ACTION_${number}:`);
}

function isBound(texts, prefix) {
  const action = parsed(texts.get(`${prefix}0`));
  if (typeof action?.id !== "string") return false;
  if (action.bound === undefined || action.bound === null) return true;
  const [, part] = /^\$@(\d+)$/.exec(action.bound) ?? [];
  const bound = parsed(texts.get(`${prefix}${part}`));
  return Array.isArray(bound) && bound.every(isPlain);
}

/** A text or the form's last answer; no form, no list, no number. */
const isPlain = (value) =>
  (typeof value === "string" && !/^\$(?!\$)/.test(value)) ||
  (typeof value === "object" && value !== null && !Array.isArray(value));

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
