import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { AppLink } from "@/components/ui/app-link";
import { PageHead } from "@/components/ui/page-head";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { readerZone } from "@/lib/auth/reader-zone";
import { listJoinRequests } from "@/lib/join-requests/list-join-requests";
import { hrefOf, typedIn } from "@/lib/page-address";
import { AccessTabs } from "../access-tabs";
import { RequestsList } from "./requests-list";

type Props = AccountParams & {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("joinRequests"))("tab") };
}

/** Account → Manage access → Requests: who asks to be let in (A7). */
export default async function JoinRequestsPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/access/requests", "users.invite");
  if (!opened) return <RefusedScreen permission="users.invite" />;
  const { actor, base } = opened;
  const query = await searchParams;
  const all = query.show === "all";
  const asked = { after: typedIn(query, "after"), before: typedIn(query, "before") };
  const page = await listJoinRequests(actor, { all, ...asked });
  const t = await getTranslations("joinRequests");
  const here = `${base}/access/requests`;
  const show = all ? "all" : undefined;
  return (
    <>
      <PageHead title={(await getTranslations("people"))("title")} />
      <AccessTabs actor={actor} base={base} current="requests" />
      <div className="grid gap-3">
        <p className="max-w-[70ch] text-muted">{t("listLead")}</p>
        <RequestsList
          page={page}
          base={here}
          all={all}
          href={(step, cursor) => hrefOf(here, { show, [step]: cursor })}
          zone={await readerZone()}
        />
        <p>
          <AppLink className="link" href={all ? here : `${here}?show=all`}>
            {t(all ? "onlyOpen" : "showAll")}
          </AppLink>
        </p>
      </div>
    </>
  );
}
