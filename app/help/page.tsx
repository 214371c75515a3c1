import { getTranslations } from "next-intl/server";
import { GuideList } from "@/components/guide/guide-list";
import { Sheet } from "@/components/ui/sheet";

export async function generateMetadata() {
  const t = await getTranslations("help");
  return { title: t("title") };
}

const GUIDES = [
  { key: "register", href: "/help/register" },
  { key: "customers", href: "/support" },
] as const;

export default async function HelpPage() {
  const t = await getTranslations("help");
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
