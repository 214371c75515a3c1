import type { DesignationChange } from "../../prisma/generated/client";
import { tellOperators } from "../accounts/tell-operators";
import type { Tx } from "../db/client";
import { enqueueMails, recipientOf, type Mail } from "../mail/enqueue-mail";

type Person = Parameters<typeof recipientOf>[0] & { readonly language: string };
type News = "changeHeld" | "changeDecided";

/** A change is frozen from now on: every operator learns that it waits for them, whoever asked that it does. */
export async function tellOfFreeze(tx: Tx, change: DesignationChange, now: Date): Promise<void> {
  const { id, state, purchasingAccountId } = change;
  const news = { template: "changeToDecide", once: `${id}:${state}` } as const;
  await tellOperators(tx, { ...news, props: { changeId: id }, purchasingAccountId }, now);
  await tell(tx, "changeHeld", change, await askersOf(tx, change), now);
}

/** The vendor has decided: whoever asked learns how, and whoever objected unless another mail says so already. */
export async function tellOfDecision(
  tx: Tx,
  change: DesignationChange,
  alreadyTold: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  const objector = await objectorOf(tx, change);
  const people = [...(await askersOf(tx, change)), ...(objector ? [objector] : [])];
  const untold = people.filter(({ emailKey }) => !alreadyTold.has(emailKey));
  await tell(tx, "changeDecided", change, untold, now);
}

async function tell(
  tx: Tx,
  template: News,
  change: DesignationChange,
  people: readonly Person[],
  now: Date,
): Promise<void> {
  const { id, state, purchasingAccountId } = change;
  const mails = people.map((person): Mail => ({
    template,
    language: person.language,
    to: recipientOf(person),
    props: { changeId: id },
    purchasingAccountId,
    // A change that waits for the vendor may still be objected to, which is news once more.
    once: `${template}:${id}:${state}:${person.emailKey}`,
  }));
  await enqueueMails(tx, now, mails);
}

/** The partner's person who asked; where they have left, the partner's administrators; nobody for the vendor. */
async function askersOf(tx: Tx, { partnerId, requestedById }: DesignationChange) {
  if (partnerId === null) return [];
  const people = await tx.partnerUser.findMany({
    where: {
      partnerId,
      status: "ACTIVE",
      user: { disabledAt: null },
      OR: [{ isAdministrator: true }, { userId: requestedById }],
    },
    orderBy: { id: "asc" },
  });
  const asker = people.find(({ userId }) => userId === requestedById);
  return asker ? [asker] : people;
}

/** Whoever objected, as the organization's list or the designation has them. */
async function objectorOf(tx: Tx, { purchasingAccountId, objectedBy }: DesignationChange) {
  if (objectedBy === null) return null;
  const { agreement } = await tx.purchasingAccount.findUniqueOrThrow({
    where: { id: purchasingAccountId },
    select: { agreement: { select: { organizationId: true } } },
  });
  const member = await tx.membership.findFirst({
    where: { emailKey: objectedBy, status: "ACTIVE", purchasingAccount: { agreement } },
    orderBy: { id: "asc" },
  });
  if (member) return member;
  return tx.designation.findFirst({
    where: { purchasingAccountId, emailKey: objectedBy },
    orderBy: { since: "desc" },
  });
}
