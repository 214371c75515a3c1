import { useTranslations } from "next-intl";
import { EmailAddress } from "@/components/ui/email-address";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import type { StaffAccount } from "@/lib/designations/read-account";
import type { Administrator } from "@/lib/designations/administrator-state";
import type { ChangeKind } from "@/prisma/generated/client";
import { env } from "@/lib/env";
import { AdministratorBadge } from "../administrator-badge";
import { OBJECTION_HOURS } from "../objection-hours";

type Props = {
  account: StaffAccount;
  administrator: Administrator;
  kind: ChangeKind;
  zone: string | undefined;
};

/** Before it happens: when it acts, which link dies, who is mailed, and what stays (R89). */
export function WhatFollows({ account, administrator, kind, zone }: Props) {
  const t = useTranslations("staff");
  const { name, email, state } = administrator;
  return (
    <Panel flush title={t("follows.title")}>
      <Facts
        look="panel"
        facts={[
          {
            term: t("follows.now"),
            value: (
              <>
                <b>{name}</b>
                <div>
                  <EmailAddress>{email}</EmailAddress>
                </div>
                <AdministratorBadge state={state} zone={zone} />
              </>
            ),
          },
        ]}
      />
      <Sentences account={account} administrator={administrator} kind={kind} />
    </Panel>
  );
}

function Sentences({ account, administrator, kind }: Omit<Props, "zone">) {
  const t = useTranslations("staff.follows");
  const { name, email, state } = administrator;
  const { changeWaits, partner } = account;
  const invited = state.kind === "invited" || state.kind === "expired";
  const isIn = state.kind === "hasAccess";
  return (
    <ul className="grid list-disc gap-1.5 px-4 ps-9 pb-4">
      {changeWaits ? (
        <>
          <li>{t("waits", { hours: OBJECTION_HOURS, name })}</li>
          <li>{t("until", { name })}</li>
        </>
      ) : (
        <li>{t("atOnce")}</li>
      )}
      {partner && <li>{t("review", { vendor: env.VENDOR_NAME })}</li>}
      {invited && <li>{t("linkDies", { email })}</li>}
      {isIn && (
        <li>{kind === "REPLACE" ? t("staysIn", { name }) : t("signInStays", { name, email })}</li>
      )}
      <li>{t("newInvited")}</li>
      <li>{t("formerTold", { email })}</li>
      {changeWaits && <li>{t("othersTold")}</li>}
    </ul>
  );
}
