import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AppLink } from "@/components/ui/app-link";
import { Panel } from "@/components/ui/panel";

type Item = { href: string; name: string; more?: ReactNode };

type Props = {
  title: string;
  items: readonly Item[];
  /** The list that has more of them, searched for the same. */
  all?: string | false | undefined;
};

/** What was found of one kind; nothing of a kind that has nothing. */
export function FoundList({ title, items, all }: Props) {
  const t = useTranslations("search");
  if (items.length === 0) return null;
  return (
    <Panel
      flush
      title={title}
      aside={
        all && (
          <AppLink className="link" href={all}>
            {t("all")}
          </AppLink>
        )
      }
    >
      <ul>
        {items.map(({ href, name, more }) => (
          <li key={href} className="border-b border-line px-4 py-3 last:border-0">
            <AppLink className="link" href={href}>
              {name}
            </AppLink>
            <div className="text-sm break-words text-muted">{more}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
