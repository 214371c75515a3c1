"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { memberFormAction } from "@/lib/auth/form-action";
import {
  approveJoinRequest,
  approveJoinRequestSchema,
} from "@/lib/join-requests/approve-join-request";
import {
  declineJoinRequest,
  declineJoinRequestSchema,
} from "@/lib/join-requests/decline-join-request";

export const approveJoinRequestAction = memberFormAction(
  approveJoinRequestSchema,
  async (input, actor) => {
    const { outcome, email } = await approveJoinRequest(actor, input);
    revalidatePath("/accounts/[account]", "layout");
    const t = await getTranslations("joinRequests");
    return { notice: t(outcome === "closed" ? "closed" : "approved", { email }) };
  },
);

export const declineJoinRequestAction = memberFormAction(
  declineJoinRequestSchema,
  async (input, actor) => {
    await declineJoinRequest(actor, input);
    revalidatePath("/accounts/[account]", "layout");
    return { notice: (await getTranslations("joinRequests"))("declined") };
  },
);
