import { getTranslations } from "next-intl/server";
import { Guide } from "@/components/guide/guide";
import { richTags } from "@/components/guide/rich-text";
import { RoleLine } from "@/components/guide/role-line";
import { Note } from "@/components/ui/note";
import { env } from "@/lib/env";

export async function generateMetadata() {
  const t = await getTranslations("support");
  return { title: t("guides.register.title") };
}

const ACCEPT_STEPS = ["mail", "check", "password", "start"] as const;
const TROUBLES = ["ended", "code", "again", "decline"] as const;
const ROLE_STEPS = ["name", "profile"] as const;
const INVITE_STEPS = ["open", "tab", "fields", "roles", "send"] as const;

export default async function RegisterGuide() {
  const t = await getTranslations("support.register");
  const words = await getTranslations("support");
  const tags = { ...richTags, vendor: env.VENDOR_NAME };
  return (
    <Guide
      title={words("guides.register.title")}
      lead={t("lead", { vendor: env.VENDOR_NAME })}
      print={words("print")}
    >
      <h2>{t("get.title")}</h2>
      <p className="mb-3">{t.rich("get.text", tags)}</p>
      <Note tone="warn" title={t("get.noteTitle")}>
        {t.rich("get.note", tags)}
      </Note>
      <p className="mt-3">{t.rich("get.others", tags)}</p>

      <h2>{t("accept.title")}</h2>
      <ol className="steps">
        {ACCEPT_STEPS.map((step) => (
          <li key={step}>{t.rich(`accept.${step}`, tags)}</li>
        ))}
      </ol>
      <p>{t.rich("accept.after", tags)}</p>

      <h2>{t("trouble.title")}</h2>
      <ul className="my-3 grid list-disc gap-2 ps-5">
        {TROUBLES.map((trouble) => (
          <li key={trouble}>{t.rich(`trouble.${trouble}`, tags)}</li>
        ))}
      </ul>

      <h2>{t("role.title")}</h2>
      <ol className="steps">
        {ROLE_STEPS.map((step) => (
          <li key={step}>{t.rich(`role.${step}`, tags)}</li>
        ))}
      </ol>

      <h2>{t("invite.title")}</h2>
      <RoleLine
        label={words("needs")}
        roles={[
          words("accountAdministrator"),
          words("userAdministrator"),
          words("agreementAdministrator"),
        ]}
      />
      <p className="mt-2">{t.rich("invite.first", tags)}</p>
      <ol className="steps">
        {INVITE_STEPS.map((step) => (
          <li key={step}>{t.rich(`invite.${step}`, tags)}</li>
        ))}
      </ol>
      <Note title={t("invite.noteTitle")}>{t("invite.note")}</Note>
    </Guide>
  );
}
