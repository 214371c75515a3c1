import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Guide } from "@/components/guide/guide";
import { richTags } from "@/components/guide/rich-text";
import { AppLink } from "@/components/ui/app-link";
import { Note } from "@/components/ui/note";
import { GuideNeeds } from "../guide-needs";

export async function generateMetadata() {
  const t = await getTranslations("support");
  return { title: t("guides.manageUsers.title") };
}

const FIND_STEPS = ["open", "search", "person"] as const;
const CORRECT_STEPS = ["open", "edit", "send"] as const;
const REQUEST_STEPS = ["open", "approve", "decline"] as const;
const ROLE_STEPS = ["open", "tick", "preview", "save"] as const;
const END_STEPS = ["disable", "remove", "again"] as const;
const VISIBILITY_STEPS = ["open", "partner", "grant", "revoke"] as const;

const tags = {
  ...richTags,
  roles: (words: ReactNode) => (
    <AppLink className="link" href="/support/roles">
      {words}
    </AppLink>
  ),
};

/** Manage Users and Partner Visibility (H3). */
export default async function ManageUsersGuide() {
  const t = await getTranslations("support.manageUsers");
  const words = await getTranslations("support");
  return (
    <Guide
      title={words("guides.manageUsers.title")}
      lead={t.rich("lead", tags)}
      print={words("print")}
    >
      <h2>{t("find.title")}</h2>
      <GuideNeeds permission="users.view" />
      <ol className="steps">
        {FIND_STEPS.map((step) => (
          <li key={step}>{t.rich(`find.${step}`, tags)}</li>
        ))}
      </ol>

      <h2>{t("invite.title")}</h2>
      <GuideNeeds permission="users.invite" />
      <p className="mt-2">{t.rich("invite.text", tags)}</p>

      <h2>{t("requests.title")}</h2>
      <GuideNeeds permission="users.invite" />
      <p className="mt-2">{t.rich("requests.text", tags)}</p>
      <ol className="steps">
        {REQUEST_STEPS.map((step) => (
          <li key={step}>{t.rich(`requests.${step}`, tags)}</li>
        ))}
      </ol>
      <p>{t("requests.end")}</p>

      <h2>{t("correct.title")}</h2>
      <GuideNeeds permission="users.invite" />
      <ol className="steps">
        {CORRECT_STEPS.map((step) => (
          <li key={step}>{t.rich(`correct.${step}`, tags)}</li>
        ))}
      </ol>

      <h2>{t("roles.title")}</h2>
      <GuideNeeds permission="users.manage" />
      <ol className="steps">
        {ROLE_STEPS.map((step) => (
          <li key={step}>{t.rich(`roles.${step}`, tags)}</li>
        ))}
      </ol>

      <h2>{t("end.title")}</h2>
      <GuideNeeds permission="users.manage" />
      <ul className="my-3 grid list-disc gap-2 ps-5">
        {END_STEPS.map((step) => (
          <li key={step}>{t.rich(`end.${step}`, tags)}</li>
        ))}
      </ul>
      <Note title={t("end.noteTitle")}>{t("end.note")}</Note>

      <h2>{t("visibility.title")}</h2>
      <GuideNeeds permission="visibility.manage" />
      <p className="mt-2">{t("visibility.text")}</p>
      <ol className="steps">
        {VISIBILITY_STEPS.map((step) => (
          <li key={step}>{t.rich(`visibility.${step}`, tags)}</li>
        ))}
      </ol>
    </Guide>
  );
}
