import { getTranslations } from "next-intl/server";
import { richTags } from "@/components/guide/rich-text";
import { Note } from "@/components/ui/note";
import { Sheet } from "@/components/ui/sheet";
import { env } from "@/lib/env";

export async function generateMetadata() {
  const t = await getTranslations("requestInvitation");
  return { title: t("title") };
}

const TIPS = ["colleague", "signer", "administrator", "partner", "spam"] as const;

export default async function RequestInvitationPage() {
  const t = await getTranslations("requestInvitation");
  const tags = { ...richTags, vendor: env.VENDOR_NAME };
  return (
    <Sheet wide title={t("title")} lead={t.rich("lead", tags)}>
      <div className="prose">
        <h2>{t("tipsTitle")}</h2>
        <ol className="steps">
          {TIPS.map((tip) => (
            <li key={tip}>
              <b className="block">{t(`${tip}.title`)}</b>
              {t.rich(`${tip}.text`, tags)}
            </li>
          ))}
        </ol>
        <h2>{t("again.title")}</h2>
        <p className="mb-3">{t.rich("again.text", tags)}</p>
        <Note title={t("again.noteTitle")}>{t("again.note")}</Note>
      </div>
    </Sheet>
  );
}
