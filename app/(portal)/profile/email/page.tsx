import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { readEmailChange } from "@/lib/accounts/change-email";
import { requirePerson } from "@/lib/auth/current-person";
import { readerZone } from "@/lib/auth/reader-zone";
import { PersonFrame } from "../../person-frame";
import { changeEmailAction, withdrawEmailChangeAction } from "../../profile-actions";
import { CodeField } from "@/components/forms/code-field";

const PATH = "/profile/email";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("emailChange"))("title") };
}

/** Change work email: both mailboxes are asked before anything changes (edge 26). */
export default async function ChangeEmailPage() {
  const { actor, user, hasSecondFactor } = await requirePerson(PATH);
  const [open, zone] = await Promise.all([readEmailChange(actor), readerZone()]);
  const t = await getTranslations("emailChange");
  const profile = await getTranslations("profile");
  const labels = { email: t("email"), currentPassword: profile("current"), code: t("code") };
  return (
    <PersonFrame path={PATH}>
      <PageHead
        title={t("title")}
        subtitle={user.email}
        breadcrumb={[{ label: profile("title"), href: "/profile" }, { label: t("title") }]}
      />
      <div className="grid max-w-[520px] gap-5">
        {open && (
          <Note tone="info" title={t("openTitle", { email: open.newEmail })}>
            <p>
              {t(open.oldConfirmedAt ? "oldDone" : "oldOpen")}{" "}
              {t(open.newConfirmedAt ? "newDone" : "newOpen")} {t("until")}{" "}
              <Time date={open.endsAt} zone={zone} look="both" />
            </p>
            <Form action={withdrawEmailChangeAction} className="mt-2">
              <SubmitButton variant="default">{t("withdraw")}</SubmitButton>
            </Form>
          </Note>
        )}
        <Panel>
          <Form action={changeEmailAction} labels={labels}>
            <p>{t("lead")}</p>
            <Field name="email" type="email" label={t("email")} autoComplete="email" required />
            {hasSecondFactor ? (
              <CodeField />
            ) : (
              <Field
                name="currentPassword"
                type="password"
                label={profile("current")}
                autoComplete="current-password"
                required
              />
            )}
            <SubmitButton>{t("button")}</SubmitButton>
          </Form>
        </Panel>
      </div>
    </PersonFrame>
  );
}
