import { getTranslations } from "next-intl/server";
import { AppLink } from "@/components/ui/app-link";
import { Sheet } from "@/components/ui/sheet";

export async function generateMetadata() {
  const t = await getTranslations("support");
  return { title: t("title") };
}

const GUIDES = [
  { key: "register", href: "/support/register" },
  { key: "manageUsers", href: "/support/manage-users" },
  { key: "roles", href: "/support/roles" },
  { key: "signInAddress", href: "/support/sign-in-address" },
  { key: "notReceived", href: "/request-invitation" },
] as const;

export default async function SupportPage() {
  const t = await getTranslations("support");
  return (
    <Sheet wide title={t("title")} lead={t("lead")}>
      <ul className="mt-6 border-t border-line">
        {GUIDES.map(({ key, href }) => (
          <li key={key} className="border-b border-line py-4">
            <h2 className="!m-0 !text-base">
              <AppLink className="link" href={href}>
                {t(`guides.${key}.title`)}
              </AppLink>
            </h2>
            <p className="mt-0.5 text-muted">{t(`guides.${key}.about`)}</p>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
