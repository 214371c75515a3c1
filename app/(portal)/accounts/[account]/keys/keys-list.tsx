import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import type { KeysPage } from "@/lib/keys/list-keys";
import { Activations } from "./activations";
import { KeyStatus } from "./key-status";
import { MaskedKey } from "./masked-key";

type Props = {
  page: KeysPage;
  here: string;
  filtered: boolean;
  /** The address of this list at another place. */
  href: (step: "after" | "before", cursor: string) => string;
};

export function KeysList({ page, here, filtered, href }: Props) {
  const t = useTranslations("keys");
  return (
    <Ledger
      caption={t("caption")}
      rows={[...page.rows]}
      rowKey={({ id }) => id}
      columns={useColumns(here)}
      empty={<NoKeys filtered={filtered} here={here} />}
      foot={
        (page.previous ?? page.next) && (
          <Pager
            previous={page.previous && href("before", page.previous)}
            next={page.next && href("after", page.next)}
          />
        )
      }
    />
  );
}

function useColumns(here: string): LedgerColumn<KeysPage["rows"][number]>[] {
  const t = useTranslations("keys");
  return [
    {
      key: "product",
      width: "lg:w-[29%]",
      head: t("product"),
      cell: ({ product, code, family }) => (
        <>
          <b>{product}</b>
          <div className="sub">
            {code} · {family}
          </div>
        </>
      ),
    },
    {
      key: "key",
      width: "lg:w-[23%]",
      head: t("key"),
      bare: true,
      cell: ({ last5, kind, needsKey, isUnreadable }) =>
        last5 === null ? (
          t(needsKey ? "noKeyYet" : "noKeyNeeded")
        ) : (
          <>
            <MaskedKey last5={last5} />
            <div className="sub">{kind}</div>
            {isUnreadable && <div className="sub">{t("unreadable")}</div>}
          </>
        ),
    },
    {
      key: "activations",
      width: "lg:w-[21%]",
      head: t("activations"),
      cell: (row) => row.kind !== null && <Activations of={row} />,
    },
    {
      key: "status",
      width: "lg:w-[14%]",
      head: t("status"),
      bare: true,
      cell: ({ status }) => status && <KeyStatus status={status} />,
    },
    {
      key: "actions",
      width: "lg:w-[13%]",
      head: t("actions"),
      bare: true,
      end: true,
      cell: ({ id, product, last5, isUnreadable }) =>
        last5 !== null &&
        !isUnreadable && (
          <AppLink
            className="link"
            href={`${here}/${id}`}
            aria-label={t("showOf", { product, last5 })}
          >
            {t("show")}
          </AppLink>
        ),
    },
  ];
}

/** Why there are no rows, and what to do next. */
function NoKeys({ filtered, here }: { filtered: boolean; here: string }) {
  const t = useTranslations("keys");
  if (!filtered) return <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>;
  return (
    <EmptyState
      title={t("noneFoundTitle")}
      action={<ButtonLink href={here}>{t("showAll")}</ButtonLink>}
    >
      {t("noneFoundText")}
    </EmptyState>
  );
}
