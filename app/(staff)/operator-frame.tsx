import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PersonFrame } from "../(portal)/person-frame";

/** The frame of the operator's desk. */
export async function OperatorFrame({ path, children }: { path: string; children: ReactNode }) {
  const t = await getTranslations("nav");
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
        { href: "/operator/decisions", label: t("decisions") },
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
