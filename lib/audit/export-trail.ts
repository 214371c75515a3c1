import { readTrail, type TrailRow } from "./read-trail";

interface TrailRange {
  readonly purchasingAccountId?: string | undefined;
  /** The first moment, and the first one no longer meant. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

/** Events as JSON lines, oldest first, with all that somebody needs to recompute the chains elsewhere. */
export async function* exportTrail(range: TrailRange): AsyncGenerator<string> {
  const rows = readTrail(
    `WHERE ($1::uuid IS NULL OR e."purchasingAccountId" = $1)
       AND ($2::timestamptz IS NULL OR e."at" >= $2) AND ($3::timestamptz IS NULL OR e."at" < $3)
     ORDER BY e."id"`,
    [range.purchasingAccountId ?? null, range.from ?? null, range.until ?? null],
  );
  for await (const row of rows) yield JSON.stringify(lineOf(row));
}

function lineOf({ hash, salt, personalHash, before, after, ...event }: TrailRow) {
  const personal = salt && { salt: hex(salt), hash: hex(personalHash), before, after };
  return { ...event, hash: hash && hex(hash), personal };
}

const hex = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString("hex");
