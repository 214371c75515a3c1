import { useTranslations } from "next-intl";
import { Note } from "@/components/ui/note";
import type { BoughtAccount } from "@/lib/orders/read-bought-account";
import { PartnerTabs } from "../../../account/partner-tabs";

type Props = { account: BoughtAccount; base: string; current: "orders" | "licenses" };

/** The pages of the account, and how much of what was bought they show. */
export function BoughtIntro({ account, base, current }: Props) {
  const t = useTranslations("partnerBought");
  const { isServed, throughOthers } = account;
  return (
    <>
      <PartnerTabs base={base} current={current} isServed={isServed} />
      <div className="mb-3">
        <Note>{throughOthers ? t("withGrant") : t(`withoutGrant.${current}`)}</Note>
      </div>
    </>
  );
}
