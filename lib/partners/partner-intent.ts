import type { z } from "zod";
import { intentSchema } from "../intent-schema";

/** The buttons of a partner's list; the id is the invitation's for the first two, else the person's. */
export const partnerIntentSchema = intentSchema([
  "resend",
  "revoke",
  "disable",
  "enable",
  "remove",
  "administrator",
  "colleague",
]);

export type PartnerVerb = z.infer<typeof partnerIntentSchema>["intent"]["verb"];
