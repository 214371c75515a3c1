import { typedIn } from "@/lib/page-address";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Form } from "@/components/forms/form";
import { PageHead } from "@/components/ui/page-head";
import { operatorActor } from "@/lib/auth/current-person";
import { readerZone } from "@/lib/auth/reader-zone";
import { listDecisions } from "@/lib/designations/list-decisions";
import { listTransfers } from "@/lib/domains/list-transfers";
import { handleChangeAction } from "../../account-actions";
import { NoSuchPage } from "../../no-such-page";
import { OperatorFrame } from "../../operator-frame";
import type { SearchParams } from "../../query";
import { decideTransferAction } from "./actions";
import { DecisionsList } from "./decisions-list";
import { TransfersList } from "./transfers-list";

const PATH = "/operator/decisions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("decisions"))("title") };
}

/** Changes of administrators: those that an operator must decide, then those that the clock will; and domains. */
export default async function DecisionsPage({ searchParams }: SearchParams) {
  const actor = await operatorActor(PATH);
  if (!actor) return <NoSuchPage />;
  const query = await searchParams;
  const decide = typedIn(query, "decide");
  const waiting = typedIn(query, "waiting");
  const toDecide = await listDecisions(actor, { show: "decide", after: decide });
  const onTheClock = await listDecisions(actor, { show: "waiting", after: waiting });
  const domains = typedIn(query, "domains");
  const transfers = await listTransfers(actor, { after: domains });
  const zone = await readerZone();
  const t = await getTranslations("decisions");
  return (
    <OperatorFrame path={PATH}>
      <PageHead title={t("title")} subtitle={t("lead")} />
      <Form action={handleChangeAction.bind(null, "operator")} className="grid gap-6">
        <DecisionsList show="decide" page={toDecide} after={decide} path={PATH} zone={zone} />
        <DecisionsList show="waiting" page={onTheClock} after={waiting} path={PATH} zone={zone} />
      </Form>
      <Form action={decideTransferAction} className="mt-6 grid gap-6">
        <TransfersList page={transfers} after={domains} path={PATH} zone={zone} />
      </Form>
    </OperatorFrame>
  );
}
