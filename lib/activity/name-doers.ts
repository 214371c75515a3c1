import type { AuditEvent } from "../../prisma/generated/client";
import { fullName } from "../accounts/full-name";
import { db } from "../db/client";
import { type Doer, doersOf } from "../invitations/timeline";
import type { Reader } from "./activity-scope";

/** Who stands behind events, as in a timeline; people who acted for themselves by name, where known. */
export async function doersFor(reader: Reader, events: readonly AuditEvent[]) {
  const ids = events.flatMap(({ actorKind, actorId }) =>
    actorKind === "PERSON" && actorId !== null ? [actorId] : [],
  );
  const [doer, people] = await Promise.all([
    doersOf(reader, events),
    ids.length === 0 ? [] : peopleOf(reader, [...new Set(ids)]),
  ]);
  const names = new Map(people.map((one) => [one.userId, fullName(one)]));
  return (event: AuditEvent): Doer | null => {
    const name = event.actorKind === "PERSON" ? names.get(event.actorId) : undefined;
    return name === undefined ? doer(event) : { kind: "person", name };
  };
}

interface Person {
  readonly userId: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: string;
}

/** Sign-ins by the names under which the reader knows them. */
async function peopleOf(reader: Reader, ids: string[]): Promise<Person[]> {
  const names = { firstName: true, lastName: true, language: true } as const;
  switch (reader.kind) {
    case "member":
      return db.membership.findMany({
        where: { purchasingAccountId: reader.purchasingAccountId, userId: { in: ids } },
        select: { userId: true, ...names },
      });
    case "partner":
      return db.partnerUser.findMany({
        where: { partnerId: reader.partnerId, userId: { in: ids } },
        select: { userId: true, ...names },
      });
    case "operator": {
      const users = await db.user.findMany({
        where: { id: { in: ids } },
        select: { id: true, ...names },
      });
      return users.map(({ id, ...user }) => ({ userId: id, ...user }));
    }
  }
}
