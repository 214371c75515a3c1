import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { Time } from "@/components/ui/time";
import type { ActivityRow } from "@/lib/activity/describe-events";
import type { ActivityPage } from "@/lib/activity/list-activity";
import { changesOf, sentenceOf } from "./activity-words";

type Props = {
  page: ActivityPage;
  path: string;
  /** What the search in the address says. */
  filter: Record<string, string>;
  zone: string | undefined;
};

/** What happened, newest first: when, who did what, and what was before. */
export function ActivityList({ page, path, filter, zone }: Props) {
  const t = useTranslations("activity");
  const href = (step: "after" | "before", id: string | null) =>
    id && `${path}?${new URLSearchParams({ ...filter, [step]: id }).toString()}`;
  const pager = (page.previous ?? page.next) && (
    <Pager previous={href("before", page.previous)} next={href("after", page.next)} />
  );
  return (
    <Ledger
      caption={t("caption")}
      rows={[...page.rows]}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "when",
          width: "lg:w-[17%]",
          head: t("when"),
          cell: ({ at }) => <Time date={at} zone={zone} look="both" />,
        },
        {
          key: "what",
          width: "lg:w-[45%]",
          head: t("what"),
          bare: true,
          cell: (row) => <What row={row} path={path} />,
        },
        {
          key: "change",
          width: "lg:w-[38%]",
          head: t("change"),
          bare: true,
          cell: (row) => <Changes row={row} />,
        },
      ]}
      empty={
        <>
          <Nothing path={path} filtered={Object.keys(filter).length > 0} />
          {pager}
        </>
      }
      foot={pager}
    />
  );
}

function What({ row, path }: { row: ActivityRow; path: string }) {
  const t = useTranslations();
  const { object, objectId, accountNumber } = row;
  return (
    <>
      {sentenceOf(t, row)}
      {object?.detail && <div className="sub break-all">{object.detail}</div>}
      <div className="sub">
        {accountNumber !== null && <>{accountNumber} · </>}
        <AppLink
          className="link"
          href={`${path}?object=${objectId}`}
          aria-label={object ? t("activity.onlyObjectOf", { object: object.name }) : undefined}
        >
          {t("activity.onlyObject")}
        </AppLink>
      </div>
    </>
  );
}

function Changes({ row }: { row: ActivityRow }) {
  const t = useTranslations();
  const changes = changesOf(t, row);
  if (changes.length === 0) return t("activity.none");
  return changes.map(({ name, before, after }) => (
    <div key={name} className="break-words" dir="auto">
      {t("activity.values", { name, value: after ?? t("activity.none") })}
      {before !== null && (
        <div className="sub">
          {t("activity.was")} {before}
        </div>
      )}
    </div>
  ));
}

function Nothing({ path, filtered }: { path: string; filtered: boolean }) {
  const t = useTranslations("activity");
  return (
    <EmptyState
      title={t("emptyTitle")}
      action={filtered && <ButtonLink href={path}>{t("showAll")}</ButtonLink>}
    >
      {filtered ? t("emptyText") : t("emptyNone")}
    </EmptyState>
  );
}
