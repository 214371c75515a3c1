import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { AppLink } from "@/components/ui/app-link";
import { PageHead } from "@/components/ui/page-head";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { countryOptions } from "@/lib/countries";
import { languageLabel, MAIL_LANGUAGES } from "@/lib/languages";
import { inviteUsersAction } from "../../../../actions";
import { assignableOptions } from "../assignable-options";
import { AddRowButton, InviteRows } from "./invite-rows";
import { InviteRowsState } from "./invite-rows-state";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invite"))("title") };
}

/** Invite Users: one row a person, as many as needed (R53 to R63). */
export default async function InviteUsersPage({ params }: AccountParams) {
  const opened = await openAccountPage(params, "/access/invite", "users.invite");
  if (!opened) return <RefusedScreen permission="users.invite" />;
  const { actor, base, key } = opened;
  const t = await getTranslations("invite");
  const nav = await getTranslations("nav");
  return (
    <>
      <PageHead
        title={t("title")}
        subtitle={t("lead")}
        breadcrumb={[
          { label: nav("account") },
          { label: nav("manageAccess"), href: `${base}/access` },
        ]}
      />
      <Form
        action={inviteUsersAction.bind(null, key)}
        className="grid max-w-[860px] gap-4"
        labels={{
          row: t("person", { number: "#" }),
          email: t("email"),
          firstName: t("firstName"),
          lastName: t("lastName"),
          language: t("language"),
          country: t("country"),
          roles: t("role"),
        }}
      >
        <InviteRowsState>
          <InviteRows
            words={{
              person: t("person", { number: "#" }),
              remove: t("remove"),
              email: t("email"),
              firstName: t("firstName"),
              lastName: t("lastName"),
              language: t("language"),
              languageHint: t("languageHint"),
              country: t("country"),
              countryHint: t("countryHint"),
              choose: t("choose"),
              role: t("role"),
              roleHint: t("roleHint"),
              roleGuide: t("roleGuide"),
              note: t("note"),
            }}
            languages={MAIL_LANGUAGES.map((tag) => ({ value: tag, label: languageLabel(tag) }))}
            countries={countryOptions("en")}
            roles={await assignableOptions(actor)}
          />
          <div className="flex flex-wrap gap-2">
            <SubmitButton caps name="intent" value="invite">
              {t("invite")}
            </SubmitButton>
            <AddRowButton>{t("another")}</AddRowButton>
          </div>
        </InviteRowsState>
      </Form>
      <p className="mt-4">
        <AppLink className="link" href={`${base}/access`}>
          {t("back")}
        </AppLink>
      </p>
    </>
  );
}
