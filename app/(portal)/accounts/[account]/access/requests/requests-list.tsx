import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { Time } from "@/components/ui/time";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { JoinRequestPage } from "@/lib/join-requests/list-join-requests";
import { RequestState } from "./request-state";

type Props = {
  page: JoinRequestPage;
  base: string;
  all: boolean;
  href: (step: "after" | "before", cursor: string) => string;
  zone: string | undefined;
};

/** Who asks to be let in, newest first. */
export function RequestsList({ page, base, all, href, zone }: Props) {
  const t = useTranslations("joinRequests");
  const { rows, previous, next } = page;
  return (
    <Ledger
      caption={t("caption")}
      rows={[...rows]}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "person",
          width: "lg:w-[25%]",
          head: t("person"),
          cell: ({ name, email }) => (
            <>
              <b className="font-medium">{name}</b>
              <div className="sub break-all">{email}</div>
            </>
          ),
        },
        {
          key: "why",
          width: "lg:w-[33%]",
          head: t("why"),
          bare: true,
          cell: ({ reason }) => (
            <p className="line-clamp-3 max-w-[44ch] [overflow-wrap:anywhere]" dir="auto">
              {reason}
            </p>
          ),
        },
        {
          key: "asked",
          width: "lg:w-[14%]",
          head: t("asked"),
          cell: ({ createdAt }) => <Time date={createdAt} zone={zone} look="both" />,
        },
        {
          key: "status",
          width: "lg:w-[16%]",
          head: t("status"),
          bare: true,
          cell: (row) => <RequestState row={row} zone={zone} />,
        },
        {
          key: "actions",
          width: "lg:w-[12%]",
          head: t("actions"),
          end: true,
          bare: true,
          cell: ({ id, name, state }) => (
            <ButtonLink href={`${base}/${id}`}>
              {state === "PENDING" ? t("decide") : t("details")}
              <VisuallyHidden>{`, ${name}`}</VisuallyHidden>
            </ButtonLink>
          ),
        },
      ]}
      empty={
        <EmptyState title={t(all ? "emptyAllTitle" : "emptyTitle")}>{t("emptyText")}</EmptyState>
      }
      foot={
        (previous ?? next) && (
          <Pager
            previous={previous && href("before", previous)}
            next={next && href("after", next)}
          />
        )
      }
    />
  );
}
