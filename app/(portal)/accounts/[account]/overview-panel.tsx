import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AppLink } from "@/components/ui/app-link";
import { Day } from "@/components/ui/day";
import { Panel } from "@/components/ui/panel";
import { StateShape, type Tone } from "@/components/ui/state-badge";
import type { Overview } from "@/lib/dashboard/read-overview";
import { hrefOf } from "@/lib/page-address";
import { NewsRow } from "./news-row";

type Props = { overview: Overview; base: string; zone: string | undefined };

/** What ends, what came and what runs out, as far as one's roles open it. */
export function OverviewPanel({ overview, base, zone }: Props) {
  const t = useTranslations("home.overview");
  const { ending, ordersThisMonth, nearLimit, seats, news } = overview;
  return (
    <Panel flush title={t("title")}>
      <ul className="needs">
        {ending && (
          <Row tone="warn" href={`${base}/agreements`} link={t("agreements")}>
            {t.rich("ending", {
              number: ending.number,
              date: () => <Day date={ending.endsOn} />,
            })}
          </Row>
        )}
        {nearLimit?.map(({ id, product, ...key }) => (
          <Row key={id} tone="warn" href={`${base}/keys/${id}`} link={t("key")}>
            {t("nearLimit", { product, ...key })}
          </Row>
        ))}
        <NewsRow news={news} zone={zone} />
        {ordersThisMonth && (
          <Row
            tone="none"
            href={hrefOf(`${base}/orders`, {
              from: dayOf(ordersThisMonth.from),
              to: dayOf(ordersThisMonth.to),
            })}
            link={t("orders")}
          >
            {t("ordersThisMonth", { count: ordersThisMonth.count })}
          </Row>
        )}
        {seats?.map(({ id, name, free, seats: all }) => (
          <Row
            key={id}
            tone={free > 0 ? "ok" : "wait"}
            href={`${base}/services`}
            link={t("services")}
          >
            {t("seats", { name, free, all })}
          </Row>
        ))}
      </ul>
    </Panel>
  );
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

type RowProps = { tone: Tone; href: string; link: string; children: ReactNode };

function Row({ tone, href, link, children }: RowProps) {
  return (
    <li>
      <span className={`state state-${tone}`}>
        <StateShape tone={tone} />
      </span>
      <span className="min-w-0 break-words">{children}</span>
      <AppLink className="link" href={href}>
        {link}
      </AppLink>
    </li>
  );
}
