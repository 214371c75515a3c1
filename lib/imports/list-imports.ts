import { db } from "../db/client";
import { fullName } from "../accounts/full-name";
import type { Actor } from "../policy/actor";
import { authorizeImports } from "./import-actor";

const NEWEST = 20;

/** The newest imports of the actor's purchasing account, with who uploaded each. */
export async function listImports(actor: Actor) {
  authorizeImports(actor);
  const { purchasingAccountId } = actor;
  const runs = await db.importRun.findMany({
    where: { purchasingAccountId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: NEWEST,
    omit: { fileHash: true },
  });
  const people = await db.membership.findMany({
    where: { purchasingAccountId, id: { in: runs.map(({ byId }) => byId) } },
    select: { id: true, firstName: true, lastName: true, language: true },
  });
  const nameOf = new Map(people.map(({ id, ...name }) => [id, fullName(name)]));
  return runs.map((run) => ({ ...run, by: nameOf.get(run.byId) ?? "" }));
}

export type ImportListing = Awaited<ReturnType<typeof listImports>>[number];
