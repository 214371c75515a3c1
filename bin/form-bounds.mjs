import busboy from "busboy";
import { isFlat, isReadable } from "./action-arguments.mjs";

/** What a posted form may hold. Invite Users with fifty people has about 550 parts. */
export const FORM_BOUNDS = {
  parts: 1000,
  name: 200,
  text: 64 * 1024,
  own: 10,
  ownText: 256 * 1024,
};

// One boundary, nothing else: whoever reads the form after us can't find another one.
const multipart = /^multipart\/form-data; ?boundary=("?)[\w'()+,./:=?-]{1,70}\1$/i;
const urlencoded = /^application\/x-www-form-urlencoded(; ?charset=utf-8)?$/i;

// What Next wraps around the fields of a form: arguments, and which action it is.
const own = /^(\d+|\$ACTION_.*)$/;

/** Whether a request's body is a form. */
export const isForm = ({ headers }) =>
  /^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(headers["content-type"] ?? "");

/**
 * Looks at a form before anything decodes it: how many parts, how long each name and each text, and whether
 * the arguments around the fields are those that a page of ours sends. Resolves to what is wrong with it, as
 * `{ status, key }`, or to null.
 */
export async function formProblem({ headers }, body) {
  const type = headers["content-type"] ?? "";
  if (!multipart.test(type) && !urlencoded.test(type)) return UNREADABLE;
  if (piecesOf(type, body) > FORM_BOUNDS.parts) return TOO_MANY;
  const fields = [];
  const problem = await readFields(headers, body, fields);
  if (problem) return problem;
  return isFromOurPage(headers, fields) ? null : UNREADABLE;
}

const TOO_MANY = { status: 413, key: "tooManyFields" };
const NAME_TOO_LONG = { status: 400, key: "nameTooLong" };
const TEXT_TOO_LONG = { status: 413, key: "textTooLong" };
const UNREADABLE = { status: 400, key: "formUnreadable" };

/** Counted in the bytes, so that no reader of forms can find more; stops where there are too many. */
function piecesOf(type, body) {
  const isParts = multipart.test(type);
  const [, , boundary = ""] = /boundary=("?)(.+)\1$/i.exec(type) ?? [];
  const mark = Buffer.from(isParts ? `--${boundary}` : "&");
  // The last boundary ends the form; behind the last & stands one more field.
  let count = isParts ? -1 : 1;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    count += 1;
    if (count > FORM_BOUNDS.parts) break;
  }
  return count;
}

function readFields(headers, body, fields) {
  return new Promise((resolve) => {
    const reader = readerOf(headers);
    if (!reader) return resolve(UNREADABLE);
    const end = (problem) => {
      resolve(problem);
      reader.removeAllListeners().on("error", () => {});
      reader.destroy();
    };
    const isNamed = (name, info) => {
      if (typeof name === "string" && name.length <= FORM_BOUNDS.name && !info.nameTruncated)
        return true;
      end(typeof name === "string" ? NAME_TOO_LONG : UNREADABLE);
      return false;
    };
    reader.on("field", (name, text, info) => {
      if (!isNamed(name, info)) return;
      const most = own.test(name) ? FORM_BOUNDS.ownText : FORM_BOUNDS.text;
      if (text.length > most || info.valueTruncated) return end(TEXT_TOO_LONG);
      if (own.test(name)) fields.push([name, text]);
    });
    reader.on("file", (name, stream, info) => {
      stream.on("error", () => {}).resume();
      isNamed(name, info);
    });
    reader.on("close", () => resolve(null)).on("error", () => end(UNREADABLE));
    reader.end(body);
  });
}

/** Null for a form that can't be taken apart at all. */
function readerOf(headers) {
  // In bytes, of which a character has up to four.
  const limits = { fieldNameSize: 4 * FORM_BOUNDS.name + 1, fieldSize: 4 * FORM_BOUNDS.ownText };
  try {
    return busboy({ headers, defParamCharset: "utf8", limits });
  } catch {
    return null;
  }
}

/**
 * An action's arguments are plain: what its page bound, the form's last answer, and the form. Anything else
 * would make Next build what nobody asked for, or fail with a stack trace.
 */
function isFromOurPage(headers, fields) {
  if (fields.length > FORM_BOUNDS.own) return false;
  const texts = new Map(fields);
  if (texts.size < fields.length) return false;
  const json = fields.filter(([name]) => !/^\$ACTION_(REF_\d+|KEY|ID_[\da-f]+)$/.test(name));
  if (!json.every(([, text]) => isFlat(text))) return false;
  return isReadable(texts, headers["next-action"] !== undefined);
}
