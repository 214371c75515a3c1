import { getTranslations } from "next-intl/server";
import { OBJECTION_HOURS } from "@/app/(staff)/objection-hours";
import { Guide } from "@/components/guide/guide";
import { richTags } from "@/components/guide/rich-text";
import { Note } from "@/components/ui/note";
import { env } from "@/lib/env";

export async function generateMetadata() {
  const t = await getTranslations("help");
  return { title: t("guides.register.title") };
}

const LOOKUP = ["open", "search", "select"] as const;
const RESEND = ["one", "many", "check"] as const;
const CHANGE = ["open", "read", "fill", "send"] as const;
const CORRECT = ["open", "fill"] as const;
const WINDOW = ["silent", "objected", "own", "back"] as const;
const SEES = ["mail", "page", "invite", "guide"] as const;
const TIPS = ["colleague", "signer", "administrator", "numbers", "spam"] as const;

/** The partners' guide of the same name as the customers' (R86, H2). */
export default async function PartnerRegisterGuide() {
  const t = await getTranslations("help.register");
  const words = await getTranslations("help");
  const tags = { ...richTags, vendor: env.VENDOR_NAME, hours: OBJECTION_HOURS };
  return (
    <Guide title={words("guides.register.title")} lead={t("lead")} print={words("print")}>
      <h2>{t("lookup.title")}</h2>
      <ol className="steps">
        {LOOKUP.map((step) => (
          <li key={step}>{t.rich(`lookup.${step}`, tags)}</li>
        ))}
      </ol>
      <Note title={t("lookup.noteTitle")}>{t("lookup.note")}</Note>

      <h2>{t("resend.title")}</h2>
      <ol className="steps">
        {RESEND.map((step) => (
          <li key={step}>{t.rich(`resend.${step}`, tags)}</li>
        ))}
      </ol>
      <Note tone="warn" title={t("resend.noteTitle")}>
        {t("resend.note")}
      </Note>

      <h2>{t("change.title")}</h2>
      <ol className="steps">
        {CHANGE.map((step) => (
          <li key={step}>{t.rich(`change.${step}`, tags)}</li>
        ))}
      </ol>
      <p>{t("change.after")}</p>

      <h2>{t("correct.title")}</h2>
      <ol className="steps">
        {CORRECT.map((step) => (
          <li key={step}>{t.rich(`correct.${step}`, tags)}</li>
        ))}
      </ol>
      <p>{t("correct.after")}</p>

      <h2>{t("window.title")}</h2>
      <p>{t.rich("window.text", tags)}</p>
      <ul className="my-3 grid list-disc gap-2 ps-5">
        {WINDOW.map((case_) => (
          <li key={case_}>{t.rich(`window.${case_}`, tags)}</li>
        ))}
      </ul>

      <h2>{t("sees.title")}</h2>
      <ol className="steps">
        {SEES.map((step) => (
          <li key={step}>{t.rich(`sees.${step}`, tags)}</li>
        ))}
      </ol>

      <h2>{t("tips.title")}</h2>
      <ol className="steps">
        {TIPS.map((tip) => (
          <li key={tip}>{t.rich(`tips.${tip}`, tags)}</li>
        ))}
      </ol>
    </Guide>
  );
}
