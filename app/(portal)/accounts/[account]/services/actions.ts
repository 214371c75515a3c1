"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { memberFormAction } from "@/lib/auth/form-action";
import { sentence } from "@/lib/messages";
import { assignSeat, assignSeatSchema } from "@/lib/seats/assign-seat";
import { assignSeats, assignSeatsSchema } from "@/lib/seats/assign-seats";
import { reclaimSeat, reclaimSeatSchema } from "@/lib/seats/reclaim-seat";
import { setAutoAssign, setAutoAssignSchema } from "@/lib/seats/set-auto-assign";

export const assignSeatAction = memberFormAction(assignSeatSchema, async (input, actor) => {
  const assigned = await assignSeat(actor, input);
  revalidatePath("/accounts/[account]", "layout");
  return { notice: (await getTranslations("services.assign"))("done", assigned) };
});

/** Rows that were assigned are counted; each of the others is named with its reason. */
export const assignSeatsAction = memberFormAction(assignSeatsSchema, async (input, actor) => {
  const rows = await assignSeats(actor, input);
  revalidatePath("/accounts/[account]", "layout");
  const t = await getTranslations("services.list");
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const counts = { given: count("given"), held: count("held"), refused: count("refused") };
  const outcomes = rows.flatMap(({ rowNo, email, reason }) =>
    reason
      ? [
          {
            text: t("row", { row: rowNo, email: email || t("empty"), reason: sentence(reason) }),
            done: false,
          },
        ]
      : [],
  );
  return { notice: t("done", counts).trim(), outcomes };
});

export const reclaimSeatAction = memberFormAction(reclaimSeatSchema, async (input, actor) => {
  const reclaimed = await reclaimSeat(actor, input);
  revalidatePath("/accounts/[account]", "layout");
  return { notice: (await getTranslations("services.people"))("reclaimDone", reclaimed) };
});

export const setAutoAssignAction = memberFormAction(setAutoAssignSchema, async (input, actor) => {
  await setAutoAssign(actor, input);
  revalidatePath("/accounts/[account]", "layout");
  const t = await getTranslations("services.auto");
  return { notice: t(input.intent === "on" ? "onDone" : "offDone") };
});
