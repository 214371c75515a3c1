import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { MissingOrEnded } from "@/app/missing-or-ended";
import type { SectionItem } from "@/components/frame/section-nav";
import { accountMember, currentPerson } from "@/lib/auth/current-person";
import { numberKey } from "@/lib/canonical";
import { can } from "@/lib/policy/authorize";
import { PersonFrame } from "../../person-frame";

type Props = { params: Promise<{ account: string }>; children: ReactNode };

/** The frame of one purchasing account: only the sections that exist and that one's roles open (R51). */
export default async function AccountLayout({ params, children }: Props) {
  const key = numberKey(decodeURIComponent((await params).account));
  const base = `/accounts/${key}`;
  // The page itself knows where signing in should lead back to.
  if (!(await currentPerson())) return children;
  const actor = await accountMember(key, base);
  if (!actor) return <MissingOrEnded path={base} />;
  const t = await getTranslations("nav");
  const sections: SectionItem[] = [{ href: base, label: t("home"), exact: true }];
  if (can(actor, "agreements.view")) {
    sections.push({ href: `${base}/agreements`, label: t("agreements") });
  }
  if (can(actor, "orders.view")) sections.push({ href: `${base}/orders`, label: t("orders") });
  if (can(actor, "licenses.view")) {
    sections.push({ href: `${base}/licenses`, label: t("licenses") });
  }
  if (can(actor, "keys.view")) sections.push({ href: `${base}/keys`, label: t("keys") });
  if (can(actor, "downloads.use")) {
    sections.push({ href: `${base}/downloads`, label: t("downloads") });
  }
  if (can(actor, "reports.view")) sections.push({ href: `${base}/reports`, label: t("reports") });
  if (can(actor, "licenses.view")) {
    sections.push({ href: `${base}/services`, label: t("services") });
  }
  if (can(actor, "users.view")) {
    const access = { href: `${base}/access`, label: t("manageAccess") };
    const activity = { href: `${base}/activity`, label: t("activity") };
    const domains = { href: `${base}/domains`, label: t("domains") };
    const items = [
      access,
      ...(can(actor, "domains.manage") ? [domains] : []),
      ...(can(actor, "activity.view") ? [activity] : []),
    ];
    sections.push({ label: t("account"), items });
  }
  return (
    <PersonFrame path={base} account={key} sections={sections}>
      {children}
    </PersonFrame>
  );
}
