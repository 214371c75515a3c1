import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/forms/submit-button";
import type { DecisionRow } from "@/lib/designations/list-decisions";

/** What an operator can do with one open change; the clock's own can't be approved ahead of it. */
export function DecisionButtons({ row }: { row: DecisionRow }) {
  const t = useTranslations("decisions");
  const words = useTranslations("staff.open");
  const { changeId, organization, accountNumber: number, mayApprove } = row;
  return (
    <div className="flex flex-wrap gap-2 py-1 md:max-lg:flex-nowrap">
      {mayApprove && (
        <SubmitButton
          variant="default"
          name="intent"
          value={`approve:${changeId}`}
          aria-label={t("approveOne", { organization, number })}
        >
          {words("approve")}
        </SubmitButton>
      )}
      <SubmitButton
        variant="danger"
        name="intent"
        value={`refuse:${changeId}`}
        aria-label={t("refuseOne", { organization, number })}
      >
        {words("refuse")}
      </SubmitButton>
      <SubmitButton
        variant="quiet"
        name="intent"
        value={`withdraw:${changeId}`}
        aria-label={t("withdrawOne", { organization, number })}
      >
        {words("withdraw")}
      </SubmitButton>
    </div>
  );
}
