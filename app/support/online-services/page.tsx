import { getTranslations } from "next-intl/server";
import { Guide } from "@/components/guide/guide";
import { richTags } from "@/components/guide/rich-text";
import { Note } from "@/components/ui/note";
import { LOST_GRACE_DAYS } from "@/lib/domains/domain-gate";
import { GuideNeeds } from "../guide-needs";
import { screenTags } from "../screen-tags";

export async function generateMetadata() {
  const t = await getTranslations("support");
  return { title: t("guides.onlineServices.title") };
}

const DOMAIN_STEPS = ["open", "record", "check"] as const;
const ANSWERS = ["missing", "wrongName", "value", "server"] as const;
const WHO = ["exact", "members", "one"] as const;
const SEAT_STEPS = ["open", "hand", "file", "auto", "reclaim"] as const;
const LOST = ["warn", "grace", "seats", "remove"] as const;

/** Set Up and Use Your Online Services (H4, R80). */
export default async function OnlineServicesGuide() {
  const t = await getTranslations("support.onlineServices");
  const words = await getTranslations("support");
  const tags = { ...richTags, ...(await screenTags()), days: LOST_GRACE_DAYS };
  return (
    <Guide title={words("guides.onlineServices.title")} lead={t("lead")} print={words("print")}>
      <h2>{t("domain.title")}</h2>
      <GuideNeeds permission="domains.manage" />
      <ol className="steps">
        {DOMAIN_STEPS.map((step) => (
          <li key={step}>{t.rich(`domain.${step}`, tags)}</li>
        ))}
      </ol>
      <p className="mb-3">{t("domain.refused")}</p>
      <Note>{t("domain.keep")}</Note>

      <h2>{t("doctor.title")}</h2>
      <p>{t("doctor.text")}</p>
      <ul className="my-3 grid list-disc gap-2 ps-5">
        {ANSWERS.map((answer) => (
          <li key={answer}>{t.rich(`doctor.${answer}`, tags)}</li>
        ))}
      </ul>

      <h2>{t("who.title")}</h2>
      <ul className="my-3 grid list-disc gap-2 ps-5">
        {WHO.map((rule) => (
          <li key={rule}>{t(`who.${rule}`)}</li>
        ))}
      </ul>

      <h2>{t("seats.title")}</h2>
      <GuideNeeds permission="provisioning.use" />
      <ol className="steps">
        {SEAT_STEPS.map((step) => (
          <li key={step}>{t.rich(`seats.${step}`, tags)}</li>
        ))}
      </ol>
      <Note>{t("seats.full")}</Note>

      <h2>{t("lost.title")}</h2>
      <ul className="my-3 grid list-disc gap-2 ps-5">
        {LOST.map((what) => (
          <li key={what}>{t.rich(`lost.${what}`, tags)}</li>
        ))}
      </ul>

      <h2>{t("join.title")}</h2>
      <GuideNeeds permission="users.invite" />
      <p className="mt-2">{t.rich("join.text", tags)}</p>
      <p className="mt-3">{t.rich("join.answer", tags)}</p>
      <p className="mt-3">{t.rich("join.invite", tags)}</p>
    </Guide>
  );
}
