import { cookies } from "next/headers";
import { zoneNamed } from "../formatters";
import { currentPerson } from "./current-person";

/**
 * The reader's time zone: the profile's, else the browser's (decision 24). Undefined, which means UTC,
 * where neither says one.
 */
export async function readerZone(): Promise<string | undefined> {
  const person = await currentPerson();
  return known(person?.user.timeZone) ?? known((await cookies()).get("zone")?.value);
}

const known = (zone: string | null | undefined) => (zone ? zoneNamed(zone) : undefined);
