import { getTranslations } from "next-intl/server";
import { GuideList } from "@/components/guide/guide-list";
import { Sheet } from "@/components/ui/sheet";
import { GUIDES } from "./guides";

export async function generateMetadata() {
  const t = await getTranslations("support");
  return { title: t("title") };
}

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
