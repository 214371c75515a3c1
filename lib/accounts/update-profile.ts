import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { TIME_ZONES } from "../formatters";
import type { PersonActor } from "../policy/actor";
import { countrySchema, languageSchema, nameSchema } from "./person-schema";
import { personTexts } from "./person-texts";

export const THEMES = ["SYSTEM", "LIGHT", "DARK"] as const;

export const updateProfileSchema = z.object({
  firstName: nameSchema,
  lastName: nameSchema,
  language: languageSchema,
  country: countrySchema,
  /** Empty is the browser's. */
  timeZone: z
    .string()
    .optional()
    .transform((zone) => zone || null)
    .refine((zone) => zone === null || TIME_ZONES.includes(zone), "timeZoneUnknown"),
  theme: z.enum(THEMES, "themeUnknown").default("SYSTEM"),
});

/** Changes what a person says of themselves, here and in every list that shows it (R52). */
export async function updateProfile(
  actor: PersonActor,
  { timeZone, theme, ...person }: z.infer<typeof updateProfileSchema>,
  now = new Date(),
): Promise<void> {
  await transaction(async (tx) => {
    const { userId } = actor;
    const before = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    await tx.membership.updateMany({
      where: { userId, NOT: { status: "REMOVED" } },
      data: { ...person, ...personTexts({ ...person, emailKey: before.emailKey }) },
    });
    await tx.partnerUser.updateMany({
      where: { userId, NOT: { status: "REMOVED" } },
      data: person,
    });
    await tx.user.update({ where: { id: userId }, data: { ...person, timeZone, theme } });
    await recordEvent(tx, actor, now, {
      action: "profile.changed",
      object: { kind: "user", id: userId },
      personal: {
        before: { name: `${before.firstName} ${before.lastName}` },
        after: { name: `${person.firstName} ${person.lastName}` },
      },
    });
  });
}
