import { getTranslations } from "next-intl/server";
import { GuideList } from "@/components/guide/guide-list";
import { Sheet } from "@/components/ui/sheet";

export async function generateMetadata() {
  const t = await getTranslations("support");
  return { title: t("title") };
}

const GUIDES = [
  { key: "register", href: "/support/register" },
  { key: "manageUsers", href: "/support/manage-users" },
  { key: "onlineServices", href: "/support/online-services" },
  { key: "roles", href: "/support/roles" },
  { key: "signInAddress", href: "/support/sign-in-address" },
  { key: "notReceived", href: "/request-invitation" },
  { key: "askAdministrator", href: "/ask-administrator" },
] as const;

export default async function SupportPage() {
  const t = await getTranslations("support");
  return (
    <Sheet wide title={t("title")} lead={t("lead")}>
      <GuideList
        guides={GUIDES.map(({ key, href }) => ({
          href,
          title: t(`guides.${key}.title`),
          about: t(`guides.${key}.about`),
        }))}
      />
    </Sheet>
  );
}
