import { z } from "zod";
import { countrySchema, languageSchema, nameSchema } from "../accounts/person-schema";
import { parseAddress } from "../canonical";
import { transaction } from "../db/transaction";
import { reasonSchema } from "../invitations/reason-schema";
import { addJob } from "../jobs/add-job";
import { countTry } from "../limits";
import type { Origin } from "../policy/actor";

/** What somebody says who asks to be let in; any address, also a personal one, is taken alike. */
export const askToJoinSchema = z.object({
  email: z
    .string("required")
    .trim()
    .min(1, "required")
    .max(320, "emailTooLong")
    .refine((typed) => typeof parseAddress(typed) !== "string", "emailMalformed"),
  firstName: nameSchema,
  lastName: nameSchema,
  language: languageSchema,
  country: countrySchema,
  reason: reasonSchema,
});

export type JoinFacts = z.infer<typeof askToJoinSchema>;

/**
 * Takes note that somebody asks to be let in (A7). Stores a job with what was typed and nothing else, so
 * that the page is the same in text, status and time for every address (decisions 13, 15).
 */
export async function askToJoin(facts: JoinFacts, origin: Origin): Promise<void> {
  await countTry("asks", origin.addressBlock);
  await transaction((tx) => addJob(tx, { task: "sendJoinCode", payload: facts }));
}
