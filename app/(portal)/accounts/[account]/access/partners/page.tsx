import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { ButtonLink } from "@/components/ui/button-link";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { Time } from "@/components/ui/time";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { readerZone } from "@/lib/auth/reader-zone";
import { listVisibilities } from "@/lib/visibility/list-visibilities";
import { AccessTabs } from "../access-tabs";
import { VisibilityList } from "./visibility-list";

type Props = AccountParams & {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("visibility"))("tab") };
}

/** Account → Manage access → Manage Partner Visibility (R73). */
export default async function PartnerVisibilityPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/access/partners", "visibility.manage");
  if (!opened) return <RefusedScreen permission="visibility.manage" />;
  const { actor, base } = opened;
  const query = await searchParams;
  const { rows, next } = await listVisibilities(actor, { after: [query.after].flat()[0] });
  const granted = rows.find(({ id, endedAt }) => id === query.granted && endedAt === null);
  const t = await getTranslations("visibility");
  const here = `${base}/access/partners`;
  return (
    <>
      <PageHead
        title={(await getTranslations("people"))("title")}
        actions={
          <ButtonLink variant="primary" href={`${here}/grant`}>
            {t("grant")}
          </ButtonLink>
        }
      />
      <AccessTabs actor={actor} base={base} current="partners" />
      <div className="grid gap-3">
        {granted && (
          <Note tone="ok">
            {t.rich("granted", {
              partner: granted.partner.name,
              date: () => <Time date={granted.until} zone="UTC" />,
            })}
          </Note>
        )}
        <p className="max-w-[70ch] text-muted">{t("lead")}</p>
        <VisibilityList
          rows={rows}
          base={here}
          next={next && `${here}?after=${next}`}
          zone={await readerZone()}
        />
      </div>
    </>
  );
}
