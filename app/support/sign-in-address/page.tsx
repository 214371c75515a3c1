import { getTranslations } from "next-intl/server";
import { Guide } from "@/components/guide/guide";
import { richTags } from "@/components/guide/rich-text";
import { Facts } from "@/components/ui/facts";
import { env } from "@/lib/env";

export async function generateMetadata() {
  const t = await getTranslations("support");
  return { title: t("guides.signInAddress.title") };
}

const ACCOUNTS = ["work", "personal"] as const;
const QUESTIONS = ["mail", "several", "changed"] as const;

export default async function SignInAddressGuide() {
  const t = await getTranslations("support.signInAddress");
  const words = await getTranslations("support");
  const tags = { ...richTags, vendor: env.VENDOR_NAME };
  return (
    <Guide title={words("guides.signInAddress.title")} lead={t("lead")} print={words("print")}>
      <h2>{t("kinds")}</h2>
      <Facts
        look="letter"
        facts={ACCOUNTS.map((account) => ({
          term: t(`${account}.name`),
          value: t(`${account}.text`, { vendor: env.VENDOR_NAME }),
        }))}
      />
      <h2>{t("why.title")}</h2>
      <p>{t.rich("why.text", tags)}</p>
      {QUESTIONS.map((question) => (
        <section key={question}>
          <h2>{t(`${question}.title`)}</h2>
          <p>{t.rich(`${question}.text`, tags)}</p>
        </section>
      ))}
    </Guide>
  );
}
