import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { PageHead } from "@/components/ui/page-head";
import { ButtonLink } from "@/components/ui/button-link";
import { Panel } from "@/components/ui/panel";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { readerZone } from "@/lib/auth/reader-zone";
import { requirePerson } from "@/lib/auth/current-person";
import { readOverview } from "@/lib/dashboard/read-overview";
import { readHome } from "@/lib/organizations/read-home";
import { can } from "@/lib/policy/authorize";
import { AgreementPanel } from "./agreement-panel";
import { NeedsPanel } from "./needs-panel";
import { NextPanel } from "./next-panel";
import { OverviewPanel } from "./overview-panel";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("home") };
}

/** The dashboard answers: what needs me, what I have, what I can do next (R45, R49). */
export default async function HomePage({ params }: AccountParams) {
  const opened = await openAccountPage(params, "");
  if (!opened) return <RefusedScreen />;
  const { actor, base, key } = opened;
  const person = await requirePerson(base);
  const [home, overview, zone] = await Promise.all([
    readHome(actor, person.actor),
    readOverview(actor),
    readerZone(),
  ]);
  const t = await getTranslations("home");
  const { organization, accountNumber } = home;
  return (
    <>
      <PageHead
        title={t("hello", { name: person.user.firstName })}
        subtitle={t("subtitle", { organization, account: accountNumber })}
      />
      <div className="cols">
        <div className="grid gap-5">
          {home.offerToInvite && (
            <Panel title={t("offerTitle")}>
              <p className="mb-4 max-w-[60ch]">{t("offerText")}</p>
              <ButtonLink variant="primary" href={`${base}/access/invite`}>
                {t("offerButton")}
              </ButtonLink>
            </Panel>
          )}
          <NeedsPanel needs={home.needs} account={key} base={base} zone={zone} />
          <OverviewPanel overview={overview} base={base} zone={zone} />
        </div>
        <div className="grid gap-5">
          {home.agreement && <AgreementPanel agreement={home.agreement} base={base} />}
          <NextPanel
            base={base}
            mayInvite={can(actor, "users.invite")}
            maySeePeople={can(actor, "users.view")}
            maySeeAgreements={can(actor, "agreements.view")}
          />
        </div>
      </div>
    </>
  );
}
