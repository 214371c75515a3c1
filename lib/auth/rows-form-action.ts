import { parse } from "@conform-to/dom";
import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { refusedPersonalDomain } from "../accounts/personal-mail";
import { parseAddress } from "../canonical";
import { DomainError, type Sentence } from "../errors";
import { sentence } from "../messages";
import type { MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import type { Permission } from "../policy/permissions";
import { checkOrigin, invalid, memberOf, refused, tooManyRows } from "./form-action";
import { MAX_ROWS, nextCount, type FormState } from "./form-state";
import { knownFields } from "./known-fields";
import { answerWith } from "./page-status";

type Row = Record<string, unknown>;
type Sent = { email: string; warnings: readonly Sentence[] };

interface Left {
  readonly row: Row;
  readonly error: DomainError;
}

/**
 * A form of repeatable rows, each its own call of the verb: good rows are done, bad rows come back
 * filled in with their errors (R63). A post with `intent=another` only adds an empty row, for
 * browsers without JavaScript.
 */
export function rowsFormAction<S extends z.ZodType<object>>(
  list: string,
  schema: S,
  permission: Permission,
  verb: (actor: MemberActor, input: z.infer<S>) => Promise<Sent>,
) {
  const posted = z.object({ [list]: z.array(schema), intent: z.string() });
  return async (account: string, state: FormState, form: FormData): Promise<FormState> => {
    const count = nextCount(state);
    let fields = new FormData();
    try {
      await checkOrigin();
      const actor = await memberOf(account);
      authorize(actor, permission);
      const known = knownFields(form, posted);
      fields = known.fields;
      const rows = rowsOf(list, fields);
      const another = fields.get("intent") === "another";
      if (known.tooManyRows || (another && rows.length === MAX_ROWS)) throw tooManyRows();
      if (another) return again(list, [...rows, {}], "", count);
      const { sent, left } = await runEach(rows, schema, (input) => verb(actor, input));
      if (sent.length > 0) revalidatePath("/accounts/[account]", "layout");
      return await report(list, sent, left, count);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === "busy") await answerWith(503);
      return refused(error, fields, count);
    }
  };
}

/** The rows that hold anything; one empty row when none does. Roles come as one value or several. */
function rowsOf(list: string, form: FormData): Row[] {
  const { payload } = parse(form, { resolve: () => ({ value: null }) });
  const typed = (payload[list] ?? []) as (Row | undefined)[];
  const rows = typed.filter((row) => row !== undefined && typeof row === "object");
  const filled = rows.filter((row) => ["email", "firstName", "lastName"].some((name) => row[name]));
  return (filled.length > 0 ? filled : rows.slice(0, 1)).map((row) => ({
    ...row,
    roles: row.roles === undefined ? undefined : [row.roles].flat(),
  }));
}

async function runEach<S extends z.ZodType<object>>(
  rows: readonly Row[],
  schema: S,
  verb: (input: z.infer<S>) => Promise<Sent>,
): Promise<{ sent: Sent[]; left: Left[] }> {
  const sent: Sent[] = [];
  const left: Left[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const input = schema.safeParse(row);
    const problem = addressProblem(row, seen);
    try {
      if (!input.success || problem) throw withAddress(problem, input.error as z.ZodError<Row>);
      sent.push(await verb(input.data));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      left.push({ row, error });
    }
  }
  return { sent, left };
}

/** What only a whole post can tell of a row's address, told beside what is wrong with its other fields. */
function addressProblem(row: Row, seen: Set<string>): Sentence | null {
  const address = parseAddress(typeof row.email === "string" ? row.email : "");
  if (typeof address === "string") return null;
  if (seen.has(address.emailKey)) return { key: "emailTwice" };
  seen.add(address.emailKey);
  const domain = refusedPersonalDomain(address.emailKey);
  return domain === null ? null : { key: "emailPersonal", values: { domain } };
}

function withAddress(problem: Sentence | null, error: z.ZodError<Row> | undefined): DomainError {
  const { code, sentence, fields } = invalid(error ? z.flattenError(error).fieldErrors : {});
  return new DomainError(code, sentence, problem ? { email: problem, ...fields } : fields);
}

async function report(
  list: string,
  sent: readonly Sent[],
  left: readonly Left[],
  count: number,
): Promise<FormState> {
  const t = await getTranslations("invite");
  const people = sent.map(({ email }) => email).join(", ");
  const warnings = sent.flatMap((one) => one.warnings.map(sentence));
  const values = { count: sent.length, people, left: left.length };
  if (left.length === 0) {
    return { status: "done", message: [t("sent", values), ...warnings].join(" "), count };
  }
  const message = sent.length === 0 ? sentence({ key: "checkFields" }) : t("partly", values);
  return again(
    list,
    left.map(({ row }) => row),
    [message, ...warnings].join(" "),
    count,
    left,
  );
}

/** Rows to show again under their new numbers, with the errors that each of them got. */
function again(
  list: string,
  rows: readonly Row[],
  message: string,
  count: number,
  left: readonly Left[] = [],
): FormState {
  const values: Record<string, string | string[]> = {};
  const fieldErrors: Record<string, string> = {};
  rows.forEach((row, index) => {
    values[`${list}[${index}]`] = "";
    for (const [name, value] of Object.entries(row)) {
      if (value !== undefined) values[`${list}[${index}].${name}`] = value as string | string[];
    }
    const error = left[index]?.error;
    const fields = Object.entries(error?.fields ?? {});
    for (const [name, words] of fields) {
      fieldErrors[`${list}[${index}].${name}`] = sentence(words);
    }
    if (error && fields.length === 0) {
      fieldErrors[`${list}[${index}].email`] = sentence(error.sentence);
    }
  });
  return { status: "refused", message, fieldErrors, values, count };
}
