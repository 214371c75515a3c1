import { useTranslations } from "next-intl";
import { DeliveryWords } from "@/components/delivery-words";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Menu } from "@/components/frame/menu";
import { EmailAddress } from "@/components/ui/email-address";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { OperatorRow } from "@/lib/accounts/list-operators";
import { endOperatorAction } from "../../people-actions";

type Props = { operators: OperatorRow[]; zone: string | undefined };

/** The operators with the one button that there is for each. */
export function OperatorList({ operators, zone }: Props) {
  const t = useTranslations("operators");
  return (
    <Form action={endOperatorAction} className="grid gap-3">
      <Ledger
        caption={t("title")}
        rows={operators}
        rowKey={(row) => row.userId}
        columns={[
          {
            key: "person",
            width: "lg:w-[40%]",
            head: t("person"),
            cell: ({ name, email, isSelf }) => (
              <>
                <b className="font-medium">{name}</b> {isSelf && t("you")}
                <div className="sub">
                  <EmailAddress>{email}</EmailAddress>
                </div>
              </>
            ),
          },
          {
            key: "status",
            width: "lg:w-[34%]",
            head: t("status"),
            bare: true,
            cell: (row) => <OperatorStatus row={row} zone={zone} />,
          },
          {
            key: "since",
            width: "lg:w-[18%]",
            head: t("since"),
            cell: (row) => <Time date={row.since} zone={zone} />,
          },
          {
            key: "actions",
            width: "lg:w-[8%]",
            head: t("actions"),
            actions: true,
            cell: (row) => (
              <Menu
                atEnd
                summaryClass="btn btn-quiet"
                summary={
                  <>
                    <span aria-hidden="true">⋯</span>
                    <VisuallyHidden>{t("actionsFor", { name: row.name })}</VisuallyHidden>
                  </>
                }
              >
                <div className="grid gap-2 p-2">
                  <SubmitButton variant="danger" name="userId" value={row.userId}>
                    {t("end")}
                  </SubmitButton>
                  <p className="hint max-w-[30ch]">{row.isSelf ? t("endSelf") : t("endHint")}</p>
                </div>
              </Menu>
            ),
          },
        ]}
        empty={<EmptyState title={t("empty")} />}
      />
    </Form>
  );
}

function OperatorStatus({ row, zone }: { row: OperatorRow; zone: string | undefined }) {
  const t = useTranslations("operators");
  const { invitation } = row;
  if (!invitation) return <StateBadge tone="ok">{t("active")}</StateBadge>;
  const { until, delivery } = invitation;
  if (!until) {
    return (
      <>
        <StateBadge tone="warn">{t("expired")}</StateBadge>
        <div className="sub">{t("expiredText")}</div>
      </>
    );
  }
  return (
    <>
      <StateBadge tone="wait">{t("invited")}</StateBadge>
      <div className="sub">
        {t.rich("until", { date: () => <Time date={until} zone={zone} look="both" /> })}
      </div>
      {delivery && <DeliveryWords delivery={delivery} zone={zone} />}
    </>
  );
}
