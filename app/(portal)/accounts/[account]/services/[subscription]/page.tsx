import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { Missing } from "@/components/missing";
import { AppLink } from "@/components/ui/app-link";
import { PageHead } from "@/components/ui/page-head";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { readerZone } from "@/lib/auth/reader-zone";
import { keptAnswer } from "@/lib/auth/upload-answers";
import { typedIn } from "@/lib/page-address";
import type { MemberActor } from "@/lib/policy/actor";
import { can } from "@/lib/policy/authorize";
import { listSeats } from "@/lib/seats/list-seats";
import { readSubscription } from "@/lib/seats/read-subscription";
import { readSeatsQuery } from "@/lib/seats/seats-query";
import { AutoAssign } from "./auto-assign";
import { type ListAnswer, SeatForms } from "./seat-forms";
import { SeatsPanel } from "./seats-panel";
import { SubscriptionFacts } from "./subscription-facts";
import { SubscriptionNotes } from "./subscription-notes";

type Props = {
  params: Promise<{ account: string; subscription: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("services"))("title") };
}

/** One subscription: its counts for everybody who sees license details; its people for those who assign. */
export default async function SubscriptionPage({ params, searchParams }: Props) {
  const { subscription: id } = await params;
  const opened = await openAccountPage(params, `/services/${id}`, "licenses.view");
  if (!opened) return <RefusedScreen permission="licenses.view" />;
  const { actor, base, key: account } = opened;
  const subscription = await orMissing(readSubscription(actor, id));
  if (!subscription) {
    await answerWith(404);
    return <Missing />;
  }
  const t = await getTranslations("services");
  const here = `${base}/services`;
  const mayAssign = can(actor, "provisioning.use");
  const address = await searchParams;
  const { query, ignored } = readSeatsQuery(address);
  const seats = mayAssign ? await listSeats(actor, { ...query, subscriptionId: id }) : null;
  const answer = listAnswer(actor, id, typedIn(address, "answer"));
  return (
    <>
      <PageHead
        title={subscription.name}
        breadcrumb={[{ label: t("title"), href: here }, { label: subscription.service }]}
      />
      <div className="grid gap-6">
        <SubscriptionNotes
          of={subscription}
          domainsHref={can(actor, "domains.manage") ? `${base}/domains` : null}
        />
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <div className="grid gap-6">
            <SubscriptionFacts of={subscription} />
            {mayAssign && <AutoAssign of={subscription} account={account} />}
          </div>
          {mayAssign && <SeatForms of={subscription} account={account} answer={answer} />}
        </div>
        {seats ? (
          <SeatsPanel
            page={seats}
            ignored={ignored}
            account={account}
            here={`${here}/${id}`}
            zone={await readerZone()}
          />
        ) : (
          <p className="text-muted">{t("people.countsOnly")}</p>
        )}
        <p>
          <AppLink className="link" href={here}>
            {t("back")}
          </AppLink>
        </p>
      </div>
    </>
  );
}

/** What a list that was posted for this subscription came to; its number stands in the address. */
function listAnswer({ userId }: MemberActor, id: string, number: string | undefined): ListAnswer {
  if (number === undefined) return { status: "idle" };
  const kept = keptAnswer("seats", userId, number);
  return kept?.subscriptionId === id ? kept.state : "forgotten";
}
