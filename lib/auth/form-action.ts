import { parseWithZod } from "@conform-to/zod/v4";
import { headers } from "next/headers";
import { forbidden, notFound } from "next/navigation";
import type { z } from "zod";
import { findMember } from "../accounts/member-actor";
import { DomainError, type Sentence } from "../errors";
import { sentence } from "../messages";
import type { MemberActor, OperatorActor, PartnerActor, PersonActor } from "../policy/actor";
import { asOperator, asPartner, currentPerson } from "./current-person";
import { nextCount, type FormState, type Outcome } from "./form-state";
import { answerWith } from "./page-status";
import { redirect } from "./redirect";
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
    answer(state, form, schema, run);
}

/** A form about the signed-in person themselves. */
export function personFormAction<S extends Schema>(schema: S, run: Run<S, PersonActor>) {
  return async (state: FormState, form: FormData): Promise<FormState> =>
    answer(state, form, schema, async (input) => run(input, await signedIn()));
}

/** A form inside a purchasing account, which the page binds as the first argument. */
export function memberFormAction<S extends Schema>(schema: S, run: Run<S, MemberActor>) {
  return async (account: string, state: FormState, form: FormData): Promise<FormState> =>
    answer(state, form, schema, async (input) => run(input, await memberOf(account)));
}

/** A form of the operator's desk; 404 for everybody else. */
export function operatorFormAction<S extends Schema>(schema: S, run: Run<S, OperatorActor>) {
  return async (state: FormState, form: FormData): Promise<FormState> =>
    answer(state, form, schema, async (input) => run(input, await operator()));
}

/** A form of the page that partner and operator share: the area in the address says who one is. */
export function staffFormAction<S extends Schema>(
  schema: S,
  run: Run<S, PartnerActor | OperatorActor>,
) {
  return async (area: string, state: FormState, form: FormData): Promise<FormState> =>
    answer(state, form, schema, async (input) =>
      run(input, area === "operator" ? await operator() : await partner()),
    );
}

async function partner(): Promise<PartnerActor> {
  await signedIn();
  return (await asPartner()) ?? notFound();
}

async function operator(): Promise<OperatorActor> {
  await signedIn();
  return (await asOperator()) ?? notFound();
}

/** The signed-in person as a member of the account; 404 for a foreign one. */
export async function memberOf(account: string): Promise<MemberActor> {
  const member = await findMember(await signedIn(), account);
  if (!member) notFound();
  return member;
}

export async function signedIn(): Promise<PersonActor> {
  const person = await currentPerson();
  if (!person) redirect("/sign-in");
  return person.actor;
}

/** 403 for a post from another site; asked first in every action. */
export async function checkOrigin(): Promise<void> {
  if (!isSameOrigin(await headers())) forbidden();
}

async function answer<S extends Schema>(
  state: FormState,
  form: FormData,
  schema: S,
  run: (input: z.infer<S>) => Promise<Notice>,
): Promise<FormState> {
  const count = nextCount(state);
  try {
    await checkOrigin();
    const submission = parseWithZod(form, { schema });
    if (submission.status !== "success") throw invalid(submission.error ?? {});
    const { notice, outcomes } = await run(submission.value);
    return { status: "done", message: notice, outcomes, count };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "busy") await answerWith(503);
    return refused(error, form, count);
  }
}

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

export function refused(error: DomainError, form: FormData, count: number): FormState {
  return {
    status: "refused",
    message: sentence(error.sentence),
    fieldErrors: Object.fromEntries(
      Object.entries(error.fields).map(([name, words]) => [name, sentence(words)]),
    ),
    values: { ...typedValues(form), ...error.goOnWith },
    count,
  };
}

/** What was typed, to be shown again: never passwords, tokens, codes or Next's own fields. */
export function typedValues(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    if (/password|token|^code$/i.test(name) || name.startsWith("$")) continue;
    const all = form.getAll(name).filter((value) => typeof value === "string");
    const [first] = all;
    if (first !== undefined) values[name] = all.length === 1 ? first : all;
  }
  return values;
}
