import { z } from "zod";
import { db } from "../db/client";
import { notFound } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize, can, mayHandleMember, roleChoices } from "../policy/authorize";
import { peopleScope } from "../policy/scope";
import { sortRoles, type Role } from "../policy/roles";
import { isDesignated } from "./designated-member";
import { isLastAdministrator } from "./other-administrator";
import { PERSON_SHAPE, personRow, type PersonRow } from "./person-row";
import { sentInvitations } from "./sent-invitations";

/** Why a box can't be ticked or cleared. */
export type RoleBar =
  { readonly kind: "onlyBy"; readonly roles: readonly Role[] } | { readonly kind: "own" | "last" };

export interface RoleChoice {
  readonly role: Role;
  readonly held: boolean;
  /** Null where the actor may change it. */
  readonly bar: RoleBar | null;
}

export interface PersonPage {
  readonly row: PersonRow;
  readonly firstName: string;
  readonly lastName: string;
  readonly country: string;
  readonly version: number;
  /** The agreement names this person as its administrator. */
  readonly designated: boolean;
  readonly lastAdministrator: boolean;
  /** Open invitations that this person sent. */
  readonly sentInvitations: number;
  readonly roles: readonly RoleChoice[];
  readonly may: {
    readonly changeRoles: boolean;
    readonly disable: boolean;
    readonly enable: boolean;
    readonly remove: boolean;
    readonly edit: boolean;
  };
}

/**
 * One person of the account, invited, in or gone, with what the actor may do about them: the verbs ask
 * the same again. Throws `notFound` for anybody out of the actor's sight (decision 4).
 */
export async function readPerson(
  actor: Actor,
  membershipId: string,
  now = new Date(),
): Promise<PersonPage> {
  authorize(actor, "users.view");
  if (!z.uuid().safeParse(membershipId).success) throw notFound();
  const person = await db.membership.findFirst({
    where: { AND: [peopleScope(actor), { id: membershipId }] },
    include: PERSON_SHAPE,
  });
  if (!person) throw notFound();
  const manages = can(actor, "users.manage");
  const [designated, last, sent] = await Promise.all([
    manages ? isDesignated(db, person) : false,
    manages ? isLastAdministrator(db, person) : false,
    manages ? db.invitation.count({ where: sentInvitations(person.id, now) }) : 0,
  ]);
  const row = personRow(actor, person, now);
  const isIn = person.status === "ACTIVE" || person.status === "DISABLED";
  const handled = isIn && mayHandleMember(actor, person);
  const shutOut = handled && !row.isSelf && !last;
  const { firstName, lastName, country, version } = person;
  return {
    row,
    firstName,
    lastName,
    country,
    version,
    designated,
    lastAdministrator: last,
    sentInvitations: sent,
    roles: choices(actor, { roles: sortRoles(person.roles), isSelf: row.isSelf, last }),
    may: {
      changeRoles: handled,
      disable: shutOut && person.status === "ACTIVE",
      enable: handled && person.status === "DISABLED",
      remove: shutOut,
      // The agreement names the administrator: partner and vendor put that right (decision 3).
      edit: row.invitation?.mayHandle === true && person.invitations[0]?.kind !== "ADMINISTRATOR",
    },
  };
}

function choices(
  actor: MemberActor,
  { roles, isSelf, last }: { roles: readonly Role[]; isSelf: boolean; last: boolean },
): RoleChoice[] {
  return roleChoices(actor).map(({ role, assignableBy }): RoleChoice => {
    const held = roles.includes(role);
    if (held) {
      const needed = last && role === "ACCOUNT_ADMINISTRATOR";
      return { role, held, bar: needed ? { kind: "last" } : null };
    }
    if (assignableBy) return { role, held, bar: { kind: "onlyBy", roles: assignableBy } };
    return { role, held, bar: isSelf ? { kind: "own" } : null };
  });
}
