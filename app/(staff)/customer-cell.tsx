import { useTranslations } from "next-intl";
import { RowCheckbox } from "@/components/forms/row-checkbox";
import { AppLink } from "@/components/ui/app-link";
import type { AccountRow } from "@/lib/designations/list-accounts";
import type { Area } from "./area";

type CustomerProps = { area: Area; row: AccountRow; toChoose: readonly string[] };

/** Names a row: the customer, their numbers, and a box where there is something to send again. */
export function CustomerCell({ area, row, toChoose }: CustomerProps) {
  const t = useTranslations("staff");
  const { numberKey, number, organization, accountName, agreementNumber } = row;
  const hasBox = toChoose.includes(numberKey);
  return (
    // On a phone a row without a box needs no room for one.
    <div className={`grid-cols-[1.125rem_1fr] gap-x-2.5 ${hasBox ? "grid" : "md:grid"}`}>
      <span>
        {hasBox && (
          <RowCheckbox
            name="accounts"
            value={numberKey}
            label={t("choose", { organization, number })}
            first={toChoose[0] === numberKey}
          />
        )}
      </span>
      <div>
        <AppLink className="link font-medium" href={`/${area}/accounts/${numberKey}`}>
          {organization}
        </AppLink>
        <div className="sub">
          <span className="num whitespace-nowrap">{number}</span> · {accountName}
        </div>
        <div className="sub">
          {t("agreement")} <span className="num whitespace-nowrap">{agreementNumber}</span>
        </div>
      </div>
    </div>
  );
}
