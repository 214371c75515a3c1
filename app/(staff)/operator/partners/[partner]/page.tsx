import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { operatorActor } from "@/lib/auth/current-person";
import { listPartnerPeople } from "@/lib/partners/list-partner-people";
import { NoSuchPage } from "../../../no-such-page";
import { OperatorFrame } from "../../../operator-frame";
import { orMissing } from "../../../or-missing";
import { PartnerPeople } from "../../../partner-people";

type Props = {
  params: Promise<{ partner: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("partners"))("title") };
}

/** One partner's people, for the operator. */
export default async function OperatorPartnerPage({ params, searchParams }: Props) {
  const partnerNumber = decodeURIComponent((await params).partner);
  const path = `/operator/partners/${encodeURIComponent(partnerNumber)}`;
  const actor = await operatorActor(path);
  if (!actor) return <NoSuchPage />;
  const query = await searchParams;
  const one = (name: string) => [query[name]].flat()[0];
  const people = await orMissing(
    listPartnerPeople(actor, { partnerNumber, after: one("after"), before: one("before") }),
  );
  if (!people) return <NoSuchPage />;
  const t = await getTranslations("partners");
  const base = `/operator/partners/${people.partner.key}`;
  return (
    <OperatorFrame path={path}>
      <PageHead
        title={people.partner.name}
        subtitle={t("partnerNumber", { number: people.partner.number })}
        breadcrumb={[{ label: t("title"), href: "/operator/partners" }]}
      />
      <PartnerPeople people={people} area="operator" base={base} />
    </OperatorFrame>
  );
}
