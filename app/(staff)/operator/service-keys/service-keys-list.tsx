import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Menu } from "@/components/frame/menu";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { ServiceKeyRow } from "@/lib/service-keys/list-service-keys";
import { revokeServiceKeyAction } from "./actions";

type Props = { keys: ServiceKeyRow[]; zone: string | undefined };

/** The keys by their first signs; those that work can be revoked. */
export function ServiceKeysList({ keys, zone }: Props) {
  const t = useTranslations("serviceKeys");
  return (
    <Form action={revokeServiceKeyAction} className="grid gap-3">
      <Ledger
        caption={t("title")}
        rows={keys}
        rowKey={({ id }) => id}
        columns={useColumns(zone)}
        empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
      />
    </Form>
  );
}

function useColumns(zone: string | undefined): LedgerColumn<ServiceKeyRow>[] {
  const t = useTranslations("serviceKeys");
  return [
    {
      key: "name",
      width: "lg:w-[28%]",
      head: t("name"),
      cell: ({ name, prefix }) => (
        <>
          <b className="font-medium break-words">{name}</b>
          <div className="sub mono">{prefix}…</div>
        </>
      ),
    },
    {
      key: "service",
      width: "lg:w-[16%]",
      head: t("service"),
      cell: ({ serviceKey }) => serviceKey,
    },
    {
      key: "created",
      width: "lg:w-[18%]",
      head: t("created"),
      cell: ({ createdAt, createdBy }) => (
        <>
          <Time date={createdAt} zone={zone} />
          <div className="sub">{t("by", { name: createdBy })}</div>
        </>
      ),
    },
    {
      key: "used",
      width: "lg:w-[14%]",
      head: t("used"),
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? <Time date={lastUsedAt} zone={zone} look="both" /> : t("never"),
    },
    {
      key: "state",
      width: "lg:w-[16%]",
      head: t("state"),
      bare: true,
      cell: ({ revokedAt }) =>
        revokedAt ? (
          <>
            <StateBadge tone="none">{t("revoked")}</StateBadge>
            <div className="sub">
              <Time date={revokedAt} zone={zone} look="both" />
            </div>
          </>
        ) : (
          <StateBadge tone="ok">{t("works")}</StateBadge>
        ),
    },
    {
      key: "actions",
      width: "lg:w-[8%]",
      head: t("actions"),
      actions: true,
      cell: ({ id, name, revokedAt }) => revokedAt === null && <RevokeMenu id={id} name={name} />,
    },
  ];
}

function RevokeMenu({ id, name }: Pick<ServiceKeyRow, "id" | "name">) {
  const t = useTranslations("serviceKeys");
  return (
    <Menu
      atEnd
      summaryClass="btn btn-quiet"
      summary={
        <>
          <span aria-hidden="true">⋯</span>
          <VisuallyHidden>{t("actionsFor", { name })}</VisuallyHidden>
        </>
      }
    >
      <div className="grid gap-2 p-2">
        <SubmitButton variant="danger" name="keyId" value={id}>
          {t("revoke")}
        </SubmitButton>
        <p className="hint max-w-[30ch]">{t("revokeHint")}</p>
      </div>
    </Menu>
  );
}
