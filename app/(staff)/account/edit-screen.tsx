import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AppLink } from "@/components/ui/app-link";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { readerZone } from "@/lib/auth/reader-zone";
import type { Administrator } from "@/lib/designations/administrator-state";
import type { StaffAccount } from "@/lib/designations/read-account";
import type { ChangeKind } from "@/prisma/generated/client";
import type { Area } from "../area";
import { NoSuchPage } from "../no-such-page";
import { StaffFrame } from "../staff-frame";
import { openStaffAccount, type StaffAccountParams } from "./open-account";
import { WhatFollows } from "./what-follows";

type Props = StaffAccountParams & {
  area: Area;
  below: "/administrator" | "/address";
  kind: ChangeKind;
  title: string;
  lead: (account: StaffAccount) => string;
  form: (account: StaffAccount, administrator: Administrator) => ReactNode;
};

/** A screen that changes the designation: what will follow, then the form. */
export async function EditScreen({ area, below, params, kind, title, lead, form }: Props) {
  const opened = await openStaffAccount(area, params, below);
  if (!opened) return <NoSuchPage />;
  const { actor, base, home, account } = opened;
  const { administrator } = account;
  const t = await getTranslations("staff");
  return (
    <StaffFrame actor={actor} path={base}>
      <PageHead
        title={title}
        subtitle={lead(account)}
        breadcrumb={[
          { label: area === "partner" ? t("customers") : t("accounts"), href: home },
          { label: `${account.organization}, ${account.number}`, href: base },
        ]}
      />
      {administrator && account.may.change ? (
        <div className="grid max-w-[40rem] gap-5">
          <WhatFollows
            account={account}
            administrator={administrator}
            kind={kind}
            zone={await readerZone()}
          />
          <div className="max-w-[30rem]">{form(account, administrator)}</div>
        </div>
      ) : (
        <Note tone="warn" title={t("cannot.title")}>
          {t(`cannot.${whyNot(account)}`)}
        </Note>
      )}
      <p className="mt-5">
        <AppLink className="link" href={base}>
          {t("replace.back")}
        </AppLink>
      </p>
    </StaffFrame>
  );
}

function whyNot({ administrator, change }: StaffAccount): "open" | "over" | "nobody" {
  if (change) return "open";
  return administrator ? "over" : "nobody";
}
