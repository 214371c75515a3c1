import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { EmailAddress } from "@/components/ui/email-address";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { Time } from "@/components/ui/time";
import type { SuppressionsPage } from "@/lib/mail/list-suppressions";
import { liftSuppressionAction } from "../../account-actions";

type Props = {
  page: SuppressionsPage;
  after: string | undefined;
  path: string;
  zone: string | undefined;
};

/** The addresses that nothing is sent to, each with the way to lift it. */
export function SuppressionsList({ page, after, path, zone }: Props) {
  const t = useTranslations("outbox.hold");
  return (
    <Form action={liftSuppressionAction} className="grid gap-3">
      <Ledger
        caption={t("caption")}
        rows={[...page.rows]}
        rowKey={(row) => row.toKey}
        columns={[
          {
            key: "address",
            width: "lg:w-[32%]",
            head: t("address"),
            cell: ({ toKey }) => (
              <b>
                <EmailAddress>{toKey}</EmailAddress>
              </b>
            ),
          },
          {
            key: "reason",
            width: "lg:w-[36%]",
            head: t("reason"),
            bare: true,
            cell: ({ reason }) => (
              <div className="mono max-w-[60ch] break-words" dir="auto">
                {reason}
              </div>
            ),
          },
          {
            key: "since",
            width: "lg:w-[18%]",
            head: t("since"),
            cell: ({ since }) => <Time date={since} zone={zone} look="both" />,
          },
          {
            key: "actions",
            width: "lg:w-[14%]",
            head: t("lift"),
            bare: true,
            cell: ({ toKey }) => (
              <SubmitButton
                variant="default"
                name="toKey"
                value={toKey}
                aria-label={t("liftOne", { email: toKey })}
              >
                {t("lift")}
              </SubmitButton>
            ),
          },
        ]}
        empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
        foot={
          (after !== undefined || page.next !== null) && (
            <Pager
              previous={after === undefined ? null : path}
              next={page.next && `${path}&after=${encodeURIComponent(page.next)}`}
            />
          )
        }
      />
    </Form>
  );
}
