import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { AppLink } from "@/components/ui/app-link";
import { ButtonLink } from "@/components/ui/button-link";
import { EmailAddress } from "@/components/ui/email-address";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { numberKey } from "@/lib/canonical";
import type { MessageRow, MessagesPage } from "@/lib/mail/list-messages";
import { mayBeSentAgain } from "@/lib/mail/send-again";
import { TEMPLATES } from "@/lib/mail/templates";
import { sendAgainAction } from "../../account-actions";
import { MessageStatus } from "./message-status";

type Props = {
  page: MessagesPage;
  path: string;
  /** What the search in the address says. */
  filter: Record<string, string>;
  zone: string | undefined;
};

/** Every message, newest first; what didn't arrive can be sent again. */
export function MessagesList({ page, path, filter, zone }: Props) {
  const t = useTranslations("outbox");
  const href = (step: "after" | "before", id: string | null) =>
    id && `${path}?${new URLSearchParams({ ...filter, [step]: id }).toString()}`;
  return (
    <Form action={sendAgainAction} className="grid gap-3">
      <Ledger
        caption={t("caption")}
        rows={[...page.rows]}
        rowKey={(row) => row.id}
        columns={[
          { key: "to", width: "lg:w-[22%]", head: t("to"), cell: (row) => <Recipient row={row} /> },
          {
            key: "message",
            width: "lg:w-[23%]",
            head: t("message"),
            bare: true,
            cell: (row) => <About row={row} />,
          },
          {
            key: "state",
            width: "lg:w-[20%]",
            head: t("state"),
            bare: true,
            cell: (row) => <MessageStatus row={row} zone={zone} />,
          },
          {
            key: "answer",
            width: "lg:w-[21%]",
            head: t("answer"),
            bare: true,
            cell: ({ lastAnswer }) =>
              lastAnswer !== null && (
                <div className="mono max-w-[44ch] break-words" dir="auto">
                  {lastAnswer}
                </div>
              ),
          },
          {
            key: "actions",
            width: "lg:w-[14%]",
            head: t("actions"),
            bare: true,
            cell: (row) => <Again row={row} />,
          },
        ]}
        empty={<NoMessages path={path} filtered={Object.keys(filter).length > 0} />}
        foot={
          (page.previous ?? page.next) && (
            <Pager previous={href("before", page.previous)} next={href("after", page.next)} />
          )
        }
      />
    </Form>
  );
}

function Recipient({ row }: { row: MessageRow }) {
  return (
    <>
      <b className="font-medium">{row.toName}</b>
      <div className="sub md:max-lg:min-w-48">
        <EmailAddress>{row.toAddress}</EmailAddress>
      </div>
    </>
  );
}

function About({ row }: { row: MessageRow }) {
  const t = useTranslations("outbox");
  const known = TEMPLATES.find((template) => template === row.template);
  const { accountNumber: number } = row;
  return (
    <>
      {known ? t(`templates.${known}`) : row.template}
      {number !== null && (
        <div className="sub">
          <AppLink
            className="link md:max-lg:whitespace-nowrap"
            href={`/operator/accounts/${numberKey(number)}`}
          >
            {t("account", { number })}
          </AppLink>
        </div>
      )}
    </>
  );
}

function Again({ row }: { row: MessageRow }) {
  const t = useTranslations("outbox");
  if (!mayBeSentAgain(row)) return null;
  return (
    <SubmitButton
      variant="default"
      name="messageId"
      value={row.id}
      aria-label={t("againOne", { email: row.toAddress })}
    >
      {t("again")}
    </SubmitButton>
  );
}

function NoMessages({ path, filtered }: { path: string; filtered: boolean }) {
  const t = useTranslations("outbox");
  return (
    <EmptyState
      title={t("emptyTitle")}
      action={filtered && <ButtonLink href={path}>{t("showAll")}</ButtonLink>}
    >
      {filtered ? t("emptyText") : t("emptyNone")}
    </EmptyState>
  );
}
