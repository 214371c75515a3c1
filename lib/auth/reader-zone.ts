import { cookies } from "next/headers";

/** The reader's time zone as their browser says it; undefined, which means UTC, where it doesn't. */
export async function readerZone(): Promise<string | undefined> {
  const zone = (await cookies()).get("zone")?.value;
  if (zone === undefined || zone.length > 64) return undefined;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
