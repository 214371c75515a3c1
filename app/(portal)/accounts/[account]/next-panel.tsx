import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { Panel } from "@/components/ui/panel";

type Props = {
  base: string;
  mayInvite: boolean;
  maySeePeople: boolean;
  maySeeAgreements: boolean;
};

/** What I can do next, as my roles allow. */
export function NextPanel({ base, mayInvite, maySeePeople, maySeeAgreements }: Props) {
  const t = useTranslations("home");
  const links = [
    ...(mayInvite ? [{ href: `${base}/access/invite`, label: t("doInvite") }] : []),
    ...(maySeePeople ? [{ href: `${base}/access`, label: t("doManage") }] : []),
    ...(maySeeAgreements ? [{ href: `${base}/agreements`, label: t("doAgreements") }] : []),
  ];
  return (
    <Panel title={t("next")}>
      {links.length === 0 && <p className="mb-2 text-muted">{t("noRights")}</p>}
      <ul className="grid gap-2">
        {[...links, { href: "/profile", label: t("doProfile") }].map(({ href, label }) => (
          <li key={href}>
            <AppLink className="link" href={href}>
              {label}
            </AppLink>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
