import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { refused } from "@/lib/auth/form-action";
import type { FormState } from "@/lib/auth/form-state";
import { seeOther } from "@/lib/auth/redirect";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { keepAnswer } from "@/lib/auth/upload-answers";
import { numberKey } from "@/lib/canonical";
import { DomainError, STATUS_OF } from "@/lib/errors";
import { sentence } from "@/lib/messages";
import { drain, piecesOf } from "@/lib/multipart/read-parts";
import type { MemberActor } from "@/lib/policy/actor";
import { assignSeats, type SeatRow } from "@/lib/seats/assign-seats";
import { readPostedLists } from "@/lib/seats/posted-lists";
import { memberWho } from "../../../imports/route-member";

type Params = { params: Promise<{ account: string; subscription: string }> };

/** Takes a pasted list and a file of addresses from a plain form; the answer is the page that says what became of them. */
export async function POST(request: Request, context: Params): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: STATUS_OF.forbidden });
  const { account, subscription } = await context.params;
  const actor = await memberWho(context, "provisioning.use", `/services/${subscription}`);
  if (actor instanceof Response) return actor;
  const subscriptionId = z.uuid().safeParse(subscription).data;
  const state = subscriptionId && (await take(actor, subscriptionId, request));
  if (!state) return new Response(null, { status: STATUS_OF.notFound });
  const answer = keepAnswer("seats", actor.userId, { subscriptionId, state });
  const page = `/accounts/${numberKey(account)}/services/${subscriptionId}`;
  return seeOther(`${page}?answer=${answer}#assign-many`);
}

/** What the form says afterwards; null for a subscription of another account. */
async function take(
  actor: MemberActor,
  subscriptionId: string,
  request: Request,
): Promise<FormState | null> {
  const pieces = piecesOf(request.body);
  const typed = new FormData();
  try {
    const contentType = request.headers.get("content-type") ?? "";
    const { list, file } = await readPostedLists(contentType, pieces);
    typed.set("list", list);
    return await done(await assignSeats(actor, { subscriptionId, list, file }));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // A browser reads the answer only when it has got rid of the whole file.
    await drain(pieces);
    return error.code === "notFound" ? null : refused(error, typed, 1);
  }
}

/** Rows that were assigned are counted; each of the others is named with its reason. */
async function done(rows: readonly SeatRow[]): Promise<FormState> {
  const t = await getTranslations("services.list");
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const counts = { given: count("given"), held: count("held"), refused: count("refused") };
  const outcomes = rows.flatMap(({ place, rowNo, email, reason }) => {
    if (!reason) return [];
    const row = { place, row: rowNo, email: email || t("empty"), reason: sentence(reason) };
    return [{ text: t("row", row), done: false }];
  });
  return { status: "done", message: t("done", counts).trim(), outcomes, count: 1 };
}
