"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { memberFormAction } from "@/lib/auth/form-action";
import { assignSeat, assignSeatSchema } from "@/lib/seats/assign-seat";
import { reclaimSeat, reclaimSeatSchema } from "@/lib/seats/reclaim-seat";
import { setAutoAssign, setAutoAssignSchema } from "@/lib/seats/set-auto-assign";

export const assignSeatAction = memberFormAction(assignSeatSchema, async (input, actor) => {
  const assigned = await assignSeat(actor, input);
  revalidatePath("/accounts/[account]", "layout");
  return { notice: (await getTranslations("services.assign"))("done", assigned) };
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
