/** The HTTP status of each kind of refusal. */
export const STATUS_OF = {
  invalid: 400,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  gone: 410,
  limited: 429,
  busy: 503,
} as const;

export type ErrorCode = keyof typeof STATUS_OF;

type Values = Record<string, string | number>;

/** A message for people: a key below `errors` in the catalogue, with its values. */
export interface Sentence {
  readonly key: string;
  readonly values?: Values;
}

/** A refusal that people are told about; anything else that is thrown is a bug and goes to the log. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly sentence: Sentence,
    /** By field name as the form spells it. */
    readonly fields: Readonly<Record<string, Sentence>> = {},
    /** Hidden fields that the form goes on with, instead of what was posted in them. */
    readonly goOnWith: Readonly<Record<string, string>> = {},
  ) {
    super(`${code}: ${sentence.key}`);
    this.name = "DomainError";
  }
}

export function refuse(code: ErrorCode, key: string, values?: Values): DomainError {
  return new DomainError(code, values ? { key, values } : { key });
}

/** How an answer to a refusal begins; who meets a busy portal is told when to come back. */
export function headOf({ code }: DomainError): {
  status: number;
  headers?: { "Retry-After": string };
} {
  const status = STATUS_OF[code];
  return code === "busy" ? { status, headers: { "Retry-After": "5" } } : { status };
}

/** What isn't in the actor's scope doesn't exist (decision 22). */
export const notFound = () => refuse("notFound", "notFound");
