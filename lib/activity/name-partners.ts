import { z } from "zod";
import type { AuditEvent } from "../../prisma/generated/client";
import { db } from "../db/client";

/** The partners from and to which accounts moved, by name. */
export async function namePartners(events: readonly AuditEvent[]) {
  const moves = events.filter(({ action }) => action === "account.partner_changed");
  const ids = moves.flatMap(({ data }) => {
    const { before, after } = moveSchema.parse(data);
    return [before, after].filter((id) => id !== null);
  });
  const partners =
    ids.length === 0 ? [] : await db.partner.findMany({ where: { id: { in: [...new Set(ids)] } } });
  const names = new Map(partners.map(({ id, name }) => [id, name]));
  return (id: unknown) => {
    const name = typeof id === "string" ? names.get(id) : undefined;
    return name === undefined ? {} : { partner: name };
  };
}

const moveSchema = z.object({ before: z.string().nullable(), after: z.string().nullable() });
