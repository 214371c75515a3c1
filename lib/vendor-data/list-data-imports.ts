import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";
import { readSummary } from "./summary";

const NEWEST = 20;

/** The newest imports of the vendor's files, with who uploaded each; without a name it was the command line. */
export async function listDataImports(actor: Actor) {
  requireOperator(actor);
  const rows = await db.dataImport.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: NEWEST,
    omit: { problems: true },
  });
  const ids = rows.flatMap(({ byId }) => byId ?? []);
  const people = await db.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, email: true },
  });
  const emailOf = new Map(people.map(({ id, email }) => [id, email]));
  return rows.map(({ byId, summary, ...row }) => ({
    ...row,
    by: byId === null ? null : (emailOf.get(byId) ?? ""),
    summary: readSummary(summary),
  }));
}

export type DataImportRow = Awaited<ReturnType<typeof listDataImports>>[number];
