import { z } from "zod";
import { db } from "../db/client";
import { notFound } from "../errors";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";
import { readProblems, readSummary } from "./summary";

/** One import of the vendor's files: how far it is, or what it did. */
export async function readDataImport(actor: Actor, importId: string) {
  requireOperator(actor);
  const id = z.uuid().safeParse(importId);
  const row = id.success && (await db.dataImport.findUnique({ where: { id: id.data } }));
  if (!row) throw notFound();
  const { summary, problems, ...place } = row;
  return { ...place, summary: readSummary(summary), problems: readProblems(problems) };
}

export type DataImportPage = Awaited<ReturnType<typeof readDataImport>>;
