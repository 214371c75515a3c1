import type { Pool } from "pg";

export function writeRows(
  pool: Pool,
  actor: { readonly purchasingAccountId: string; readonly membershipId: string },
  emails: readonly string[],
): Promise<void>;
