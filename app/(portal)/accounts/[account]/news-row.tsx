import { useTranslations } from "next-intl";
import { StateShape } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { News } from "@/lib/dashboard/read-news";

/** What came since the reader's last visit, in one sentence. */
export function NewsRow({ news, zone }: { news: News; zone: string | undefined }) {
  const t = useTranslations("home.overview");
  const { since } = news;
  const came = (["orders", "keys", "people"] as const).filter((kind) => news[kind] > 0);
  return (
    <li>
      <span className={`state state-${came.length > 0 ? "ok" : "none"}`}>
        <StateShape tone={came.length > 0 ? "ok" : "none"} />
      </span>
      <span className="min-w-0">
        {since === null
          ? t("firstVisit")
          : t.rich(came.length > 0 ? "news" : "noNews", {
              date: () => <Time date={since} zone={zone} look="both" />,
              what: came.map((kind) => t(`new.${kind}`, { count: news[kind] })).join(", "),
            })}
      </span>
    </li>
  );
}
