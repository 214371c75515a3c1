import { getTranslations } from "next-intl/server";
import { Timeline } from "@/components/timeline";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { readerZone } from "@/lib/auth/reader-zone";
import { env } from "@/lib/env";
import type { Area } from "../area";
import { NoSuchPage } from "../no-such-page";
import { StaffFrame } from "../staff-frame";
import { AdministratorPanel } from "./administrator-panel";
import { ChangePanel } from "./change-panel";
import { openStaffAccount, type StaffAccountParams } from "./open-account";
import { PartnerPanel } from "./partner-panel";
import { PartnerTabs } from "./partner-tabs";
import { RecordPanel } from "./record-panel";

export type AccountScreenProps = StaffAccountParams & {
  searchParams: Promise<{ done?: string | string[] }>;
};

const NOTICES = ["changed", "waits", "review"] as const;

/** The one page of an account for those who serve it: who is designated, what happened, what can be done. */
export async function AccountScreen(props: AccountScreenProps & { area: Area }) {
  const { area, params, searchParams } = props;
  const opened = await openStaffAccount(area, params);
  if (!opened) return <NoSuchPage />;
  const { actor, base, home, account } = opened;
  const done = [(await searchParams).done].flat()[0];
  // An address that is opened again later must not speak of a change that is settled.
  const notice = NOTICES.find(
    (known) => known === done && (known === "changed") === (account.change === null),
  );
  const zone = await readerZone();
  const t = await getTranslations("staff");
  const { organization, number, name } = account;
  return (
    <StaffFrame actor={actor} path={base}>
      <PageHead
        title={organization}
        subtitle={t("account.subtitle", { number, name })}
        breadcrumb={[
          { label: area === "partner" ? t("customers") : t("accounts"), href: home },
          { label: number },
        ]}
      />
      {area === "partner" && <PartnerTabs base={base} current="administrator" />}
      {notice && (
        <div className="mb-5" role="status">
          <Note tone="ok">{t(`account.done.${notice}`, { vendor: env.VENDOR_NAME })}</Note>
        </div>
      )}
      <div className="cols">
        <div className="grid gap-5">
          <ChangePanel area={area} account={account} zone={zone} />
          <AdministratorPanel area={area} base={base} account={account} zone={zone} />
          <Panel flush title={t("account.happened")}>
            <Timeline entries={account.timeline} zone={zone} vendor={env.VENDOR_NAME} />
          </Panel>
        </div>
        <div className="grid gap-5">
          <RecordPanel area={area} account={account} />
          {account.may.changePartner && <PartnerPanel account={account} />}
        </div>
      </div>
    </StaffFrame>
  );
}
