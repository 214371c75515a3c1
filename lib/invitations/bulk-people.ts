import { z } from "zod";
import { fullName } from "../accounts/full-name";
import { changeRoles } from "../accounts/change-roles";
import { disableMember } from "../accounts/disable-member";
import { db } from "../db/client";
import { DomainError, notFound, refuse, type Sentence } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { isRole, type Role } from "../policy/roles";
import { peopleScope } from "../policy/scope";
import { resendInvitation } from "./resend-invitation";

/** As many as fit on a page of the list and are looked over before pressing. */
export const PEOPLE_AT_ONCE = 50;

export const BULK_VERBS = ["addRole", "takeRole", "resend", "disable"] as const;

export type BulkVerb = (typeof BULK_VERBS)[number];

/** The ticked rows, and the button below them; a role for those that speak of one. */
export const bulkPeopleSchema = z
  .object({
    people: z
      .array(z.uuid("notFound"), "choosePeople")
      .min(1, "choosePeople")
      .max(PEOPLE_AT_ONCE, `tooManyPeople:${PEOPLE_AT_ONCE}`),
    intent: z.enum(BULK_VERBS, "notFound"),
    role: z.string("roleChoose").refine(isRole, "roleChoose").optional(),
  })
  .refine(({ intent, role }) => role !== undefined || !isAboutRole(intent), {
    path: ["role"],
    message: "roleChoose",
  });

type Input = z.infer<typeof bulkPeopleSchema>;

export interface BulkOutcome {
  readonly membershipId: string;
  /** Null for whom the actor can't see. */
  readonly person: { readonly name: string; readonly email: string } | null;
  /** Null when it was done. */
  readonly refusal: Sentence | null;
}

/**
 * Does one thing to up to 50 people, each in a transaction of its own, with the outcome of each. Throws
 * `forbidden` for who may do it to nobody.
 */
export async function bulkPeople(
  actor: Actor,
  input: Input,
  now = new Date(),
): Promise<BulkOutcome[]> {
  authorize(actor, input.intent === "resend" ? "users.invite" : "users.manage");
  const outcomes: BulkOutcome[] = [];
  for (const membershipId of new Set(input.people)) {
    const person = await find(actor, membershipId);
    const named = person && {
      name: fullName(person),
      email: person.email,
    };
    const refusal = await refusalOf(handle(actor, membershipId, input, now));
    outcomes.push({ membershipId, person: named, refusal });
  }
  return outcomes;
}

const isAboutRole = (verb: BulkVerb) => verb === "addRole" || verb === "takeRole";

async function refusalOf(done: Promise<void>): Promise<Sentence | null> {
  try {
    await done;
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.sentence;
  }
}

function find(actor: MemberActor, membershipId: string) {
  return db.membership.findFirst({
    where: { AND: [peopleScope(actor), { id: membershipId, NOT: { status: "REMOVED" } }] },
    include: { invitations: { orderBy: { createdAt: "desc" }, take: 1, select: { id: true } } },
  });
}

async function handle(
  actor: MemberActor,
  membershipId: string,
  { intent, role }: Input,
  now: Date,
): Promise<void> {
  switch (intent) {
    case "addRole":
    case "takeRole":
      if (role) await changeRole(actor, { membershipId, role, take: intent === "takeRole" }, now);
      return;
    case "resend":
      await resend(actor, membershipId, now);
      return;
    case "disable":
      await disable(actor, membershipId, now);
      return;
  }
}

/** Somebody else may write the same roles: then these are read anew, so that no change is lost. */
const TRIES = 5;

async function changeRole(
  actor: MemberActor,
  { membershipId, role, take }: { membershipId: string; role: Role; take: boolean },
  now: Date,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const person = await find(actor, membershipId);
    if (!person) throw notFound();
    if (person.status === "INVITED") throw refuse("conflict", "rolesWhileInvited");
    const others = person.roles.filter((one) => one !== role);
    const holds = others.length < person.roles.length;
    if (take !== holds) throw refuse("conflict", take ? "roleNotHeld" : "roleHeld");
    if (take && others.length === 0) throw refuse("conflict", "roleOnly");
    const roles = take ? others : [...others, role];
    try {
      await changeRoles(actor, { membershipId, version: person.version, roles }, now);
      return;
    } catch (error) {
      const overtaken = error instanceof DomainError && error.sentence.key === "changedMeanwhile";
      if (!overtaken || attempt === TRIES) throw error;
    }
  }
}

async function resend(actor: MemberActor, membershipId: string, now: Date): Promise<void> {
  const person = await find(actor, membershipId);
  if (!person) throw notFound();
  const [invitation] = person.invitations;
  if (person.status !== "INVITED" || !invitation) throw refuse("conflict", "nothingToResend");
  await resendInvitation(actor, { invitationId: invitation.id }, now);
}

async function disable(actor: MemberActor, membershipId: string, now: Date): Promise<void> {
  const person = await find(actor, membershipId);
  if (!person) throw notFound();
  if (person.status === "INVITED") throw refuse("conflict", "disableWhileInvited");
  if (person.status === "DISABLED") throw refuse("conflict", "disabledAlready");
  await disableMember(actor, { membershipId }, now);
}
