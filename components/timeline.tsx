import { useFormatter, useTranslations } from "next-intl";
import { EmailAddress } from "@/components/ui/email-address";
import { Time } from "@/components/ui/time";
import type { Doer, TimelineEntry } from "@/lib/invitations/timeline";

type Props = {
  entries: readonly TimelineEntry[];
  zone: string | undefined;
  /** The vendor's name, for what its people did. */
  vendor: string;
};

/** What happened, newest first: when, what, by whom, to which address, and in whose words. */
export function Timeline({ entries, zone, vendor }: Props) {
  const t = useTranslations("timeline");
  if (entries.length === 0) return <p className="p-4 text-muted">{t("empty")}</p>;
  return (
    <ol>
      {entries.map((entry, index) => (
        <li
          key={`${entry.at.toISOString()}-${index}`}
          className="grid gap-x-4 border-b border-line px-4 py-2.5 last:border-0 md:grid-cols-[11.5rem_1fr]"
        >
          <span className="text-muted">
            <Time date={entry.at} zone={zone} look="both" />
          </span>
          <Entry entry={entry} vendor={vendor} />
        </li>
      ))}
    </ol>
  );
}

function Entry({ entry, vendor }: { entry: TimelineEntry; vendor: string }) {
  const t = useTranslations("timeline");
  const { kind, by, address, detail, roles } = entry;
  const what = t(`kinds.${kind}`, { vendor });
  return (
    <div className="min-w-0">
      {by ? (
        t.rich("withDoer", { what, who: () => <DoerWords doer={by} vendor={vendor} /> })
      ) : (
        <>{what}</>
      )}
      {address !== null && (
        <div className="sub">
          <EmailAddress>{address}</EmailAddress>
        </div>
      )}
      {roles && <RoleWords {...roles} />}
      {detail !== null && (
        <div className="sub break-words" dir="auto">
          {t("detail", { detail })}
        </div>
      )}
    </div>
  );
}

function RoleWords({ given, taken }: NonNullable<TimelineEntry["roles"]>) {
  const t = useTranslations("timeline");
  const roleName = useTranslations("roles");
  const format = useFormatter();
  const names = (roles: typeof given) => format.list(roles.map((role) => roleName(`${role}.name`)));
  return (
    <div className="sub">
      {given.length > 0 && <div>{t("rolesGiven", { roles: names(given) })}</div>}
      {taken.length > 0 && <div>{t("rolesTaken", { roles: names(taken) })}</div>}
    </div>
  );
}

/** Who stands behind something: "by Dana Kowalski", "asked for from an earlier link". */
export function DoerWords({ doer, vendor }: { doer: Doer; vendor: string }) {
  const t = useTranslations("timeline.by");
  const name = "name" in doer ? doer.name : "";
  return t(doer.kind, { name, vendor });
}
