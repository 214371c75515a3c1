import { Prisma } from "../../prisma/generated/client";
import { refuse } from "../errors";
import type { Actor, MemberActor, OperatorActor, PartnerActor } from "../policy/actor";
import { authorize } from "../policy/authorize";

const { sql } = Prisma;

export type Reader = MemberActor | PartnerActor | OperatorActor;

/**
 * Whose trail one may read: an Account Administrator their account's, a partner what its people did, its
 * administrators also what happened to them, an operator everything. Throws `forbidden` for others.
 */
export function requireReader(actor: Actor): Reader {
  if (actor.kind === "operator" || actor.kind === "partner") return actor;
  if (actor.kind !== "member") throw refuse("forbidden", "forbidden");
  authorize(actor, "activity.view");
  return actor;
}

/** The condition over events `e` that holds for everything that the reader may see. */
export function activityScope(reader: Reader): Prisma.Sql {
  switch (reader.kind) {
    case "member":
      return sql`e."purchasingAccountId" = ${reader.purchasingAccountId}::uuid`;
    case "partner":
      return sql`e."partnerId" = ${reader.partnerId}::uuid AND ${withinPath(reader)}`;
    case "operator":
      return sql`true`;
  }
}

/**
 * What of it a walk along the reader's own path doesn't say by itself. What names a partner without an
 * account is about its own people, who only its administrators manage.
 */
export function withinPath(reader: Reader): Prisma.Sql {
  if (reader.kind !== "partner") return sql`true`;
  return reader.isAdministrator
    ? sql`(e."actorKind" = 'PARTNER' OR e."purchasingAccountId" IS NULL)`
    : sql`e."actorKind" = 'PARTNER' AND e."purchasingAccountId" IS NOT NULL`;
}
