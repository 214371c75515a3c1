import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { countOwnChanges } from "@/lib/designations/count-waiting";
import type { PartnerActor } from "@/lib/policy/actor";
import { PersonFrame } from "../(portal)/person-frame";
import { WaitingBadge } from "./waiting-badge";

type Props = { path: string; actor: PartnerActor; children: ReactNode };

/** The frame of the Partner Center; only administrators see the partner's own people. */
export async function PartnerFrame({ path, actor, children }: Props) {
  const t = await getTranslations("nav");
  const people = { href: "/partner/people", label: t("partnerPeople") };
  return (
    <PersonFrame
      path={path}
      area={t("partner")}
      sections={[
        {
          href: "/partner",
          label: t("customers"),
          badge: <WaitingBadge count={await countOwnChanges(actor)} />,
          current: /^\/partner(\/accounts|$)/.test(path),
        },
        ...(actor.isAdministrator ? [people] : []),
        { href: "/partner/activity", label: t("activity") },
      ]}
      guides={{ href: "/help", label: t("help") }}
    >
      {children}
    </PersonFrame>
  );
}
