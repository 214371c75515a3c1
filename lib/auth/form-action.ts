import { parseWithZod } from "@conform-to/zod/v4";
import { headers } from "next/headers";
import { forbidden, notFound } from "next/navigation";
import type { z } from "zod";
import { endedMembership } from "../accounts/ended-access";
import { findMember } from "../accounts/member-actor";
import { numberKey } from "../canonical";
import { DomainError, refuse, type Sentence } from "../errors";
import { sentence } from "../messages";
import type { MemberActor, OperatorActor, PartnerActor, PersonActor } from "../policy/actor";
import { asOperator, asPartner, currentPerson } from "./current-person";
import { MAX_ROWS, nextCount, type FormState, type Outcome } from "./form-state";
import { knownFields } from "./known-fields";
import { answerWith } from "./page-status";
import { redirect } from "./redirect";
import { requestPath } from "./request-origin";
import { signInAgain } from "./return-to";
import { isSameOrigin } from "./same-origin";

/** What an action came to: a notice on the same page; or it redirects by itself. */
export interface Notice {
  readonly notice: string;
  /** What became of each, where one post does several things. */
  readonly outcomes?: readonly Outcome[] | undefined;
}

type Schema = z.ZodType<object>;
type Run<S extends Schema, A> = (input: z.infer<S>, actor: A) => Promise<Notice>;

/** A form for signed-out people; `actor` is nobody. */
export function publicFormAction<S extends Schema>(
  schema: S,
  run: (input: z.infer<S>) => Promise<Notice>,
) {
  return async (state: FormState, form: FormData): Promise<FormState> =>
    answer(state, form, schema, nobody, run);
}

/** A form about the signed-in person themselves. */
export function personFormAction<S extends Schema>(schema: S, run: Run<S, PersonActor>) {
  return async (state: FormState, form: FormData): Promise<FormState> =>
    answer(state, form, schema, signedIn, run);
}

/** A form inside a purchasing account, which the page binds as the first argument. */
export function memberFormAction<S extends Schema>(schema: S, run: Run<S, MemberActor>) {
  return async (account: string, state: FormState, form: FormData): Promise<FormState> =>
    answer(state, form, schema, () => memberOf(account), run);
}

/** A form of the operator's desk; 404 for everybody else. */
export function operatorFormAction<S extends Schema>(schema: S, run: Run<S, OperatorActor>) {
  return async (state: FormState, form: FormData): Promise<FormState> =>
    answer(state, form, schema, operator, run);
}

/** A form of the page that partner and operator share: the area in the address says who one is. */
export function staffFormAction<S extends Schema>(
  schema: S,
  run: Run<S, PartnerActor | OperatorActor>,
) {
  return async (area: string, state: FormState, form: FormData): Promise<FormState> =>
    answer<S, PartnerActor | OperatorActor>(
      state,
      form,
      schema,
      area === "operator" ? operator : partner,
      run,
    );
}

const nobody = () => Promise.resolve(null);

async function partner(): Promise<PartnerActor> {
  await signedIn();
  return (await asPartner()) ?? notFound();
}

async function operator(): Promise<OperatorActor> {
  await signedIn();
  return (await asOperator()) ?? notFound();
}

/** The signed-in person as a member of the account; 404 for a foreign one, and words for who was in it. */
export async function memberOf(account: unknown): Promise<MemberActor> {
  const person = await signedIn();
  if (typeof account !== "string") notFound();
  const member = await findMember(person, account);
  if (member) return member;
  if (await endedMembership(person, account)) redirect(`/accounts/${numberKey(account)}`);
  notFound();
}

/** Who posts, else the sign-in page, which leads back to the form: an action is posted to its page. */
export async function signedIn(): Promise<PersonActor> {
  const person = await currentPerson();
  if (!person) redirect(signInAgain(await requestPath()));
  return person.actor;
}

/** 403 for a post from another site; asked first in every action. */
export async function checkOrigin(): Promise<void> {
  if (!isSameOrigin(await headers())) forbidden();
}

/** Who it is comes first: nothing of a form is read for somebody whom its page wouldn't open to. */
async function answer<S extends Schema, A>(
  state: FormState,
  form: FormData,
  schema: S,
  who: () => Promise<A>,
  run: Run<S, A>,
): Promise<FormState> {
  const count = nextCount(state);
  let fields = new FormData();
  try {
    await checkOrigin();
    const actor = await who();
    const known = knownFields(form, schema);
    fields = known.fields;
    if (known.tooManyRows) throw tooManyRows();
    const submission = parseWithZod(fields, { schema });
    if (submission.status !== "success") throw invalid(submission.error ?? {});
    const { notice, outcomes } = await run(submission.value, actor);
    return { status: "done", message: notice, outcomes, count };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "busy") await answerWith(503);
    return refused(error, fields, count);
  }
}

/** For a list that is longer than what one form takes. */
export const tooManyRows = () => refuse("invalid", "tooManyRows", { max: MAX_ROWS });

/** The first complaint of each field; keys such as "tooLong:64" carry their number. */
export function invalid(errors: Record<string, string[] | null | undefined>): DomainError {
  const fields = Object.entries(errors).flatMap(([name, messages]): [string, Sentence][] => {
    const [first] = messages ?? [];
    return first === undefined ? [] : [[name, complaint(first)]];
  });
  return new DomainError("invalid", { key: "checkFields" }, Object.fromEntries(fields));
}

function complaint(message: string): Sentence {
  const [key = "", max] = message.split(":");
  return max === undefined ? { key } : { key, values: { max: Number(max) } };
}

/** The answer to a form that was refused; `fields` are those that its schema knows. */
export function refused(error: DomainError, fields: FormData, count: number): FormState {
  return {
    status: "refused",
    message: sentence(error.sentence),
    fieldErrors: Object.fromEntries(
      Object.entries(error.fields).map(([name, words]) => [name, sentence(words)]),
    ),
    values: { ...typedValues(fields), ...error.goOnWith },
    count,
  };
}

/** What was typed, to be shown again: never passwords, tokens or codes. */
function typedValues(fields: FormData): Record<string, string | string[]> {
  const typed = new Map<string, string[]>();
  for (const [name, value] of fields) {
    if (typeof value !== "string" || /password|token|^code$/i.test(name)) continue;
    const before = typed.get(name);
    if (before) before.push(value);
    else typed.set(name, [value]);
  }
  const values = [...typed].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? "") : all]);
  return Object.fromEntries(values) as Record<string, string | string[]>;
}
