import { getTranslations } from "next-intl/server";
import { richTags } from "@/components/guide/rich-text";
import { Note } from "@/components/ui/note";
import { Sheet } from "@/components/ui/sheet";
import { env } from "@/lib/env";
import { AskForm } from "./ask-form";

export async function generateMetadata() {
  const t = await getTranslations("requestInvitation");
  return { title: t("title") };
}

const TIPS = ["colleague", "signer", "administrator", "partner", "spam"] as const;

/** Behind the link below the sign-in box (R10): first what usually helps (R28), then the form. */
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
        <h2>{t("askTitle")}</h2>
        <p>{t("askText")}</p>
      </div>
      <div className="my-5 grid max-w-[70ch] gap-3">
        <Note tone="warn" title={t("warnTitle")}>
          {t("warn")}
        </Note>
        <Note title={t("noteTitle")}>{t("note")}</Note>
      </div>
      <div className="max-w-[30rem]">
        <AskForm />
        <p className="mt-6">{t("notArrived")}</p>
        <p className="mt-3">{t.rich("toCode", tags)}</p>
      </div>
    </Sheet>
  );
}
