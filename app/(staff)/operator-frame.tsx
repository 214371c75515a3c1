import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { asOperator } from "@/lib/auth/current-person";
import { countDecisions } from "@/lib/designations/count-waiting";
import { PersonFrame } from "../(portal)/person-frame";
import { WaitingBadge } from "./waiting-badge";

/** The frame of the operator's desk. */
export async function OperatorFrame({ path, children }: { path: string; children: ReactNode }) {
  const t = await getTranslations("nav");
  const actor = await asOperator();
  return (
    <PersonFrame
      path={path}
      area={t("operator")}
      sections={[
        {
          href: "/operator",
          label: t("accounts"),
          current: /^\/operator(\/accounts|\/agreements|$)/.test(path),
        },
        {
          href: "/operator/decisions",
          label: t("decisions"),
          badge: actor && <WaitingBadge count={await countDecisions(actor)} />,
        },
        { href: "/operator/data", label: t("data") },
        { href: "/operator/mail", label: t("mail") },
        { href: "/operator/partners", label: t("partners") },
        { href: "/operator/operators", label: t("operators") },
        { href: "/operator/service-keys", label: t("serviceKeys") },
        { href: "/operator/activity", label: t("activity") },
      ]}
    >
      {children}
    </PersonFrame>
  );
}
