import { cookies } from "next/headers";
import { currentPerson } from "./current-person";

/**
 * The reader's time zone: the profile's, else the browser's (decision 24). Undefined, which means UTC,
 * where neither says one.
 */
export async function readerZone(): Promise<string | undefined> {
  const person = await currentPerson();
  return known(person?.user.timeZone) ?? known((await cookies()).get("zone")?.value);
}

function known(zone: string | null | undefined): string | undefined {
  if (!zone || zone.length > 64) return undefined;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
