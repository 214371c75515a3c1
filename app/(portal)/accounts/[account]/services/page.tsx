import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { PageHead } from "@/components/ui/page-head";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { typedIn } from "@/lib/page-address";
import { can } from "@/lib/policy/authorize";
import { listSubscriptions } from "@/lib/seats/list-subscriptions";
import { NeedsDomain } from "./needs-domain";
import { SubscriptionsList } from "./subscriptions-list";

type Props = AccountParams & {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("services"))("title") };
}

/** The subscriptions of the account with their seats, and what they wait for (R77). */
export default async function ServicesPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/services", "licenses.view");
  if (!opened) return <RefusedScreen permission="licenses.view" />;
  const { actor, base } = opened;
  const address = await searchParams;
  const [after, before] = [typedIn(address, "after"), typedIn(address, "before")];
  const page = await listSubscriptions(actor, { after, before });
  const t = await getTranslations("services");
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")} guide="/support/online-services" />
      <div className="grid gap-4">
        {page.rows.length > 0 && !page.isOpen && (
          <NeedsDomain domainsHref={can(actor, "domains.manage") ? `${base}/domains` : null} />
        )}
        <SubscriptionsList page={page} here={`${base}/services`} />
      </div>
    </>
  );
}
