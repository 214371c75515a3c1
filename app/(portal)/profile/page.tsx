import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { PasswordFields } from "@/components/forms/password-fields";
import { passwordLabels } from "@/components/forms/password-labels";
import { SubmitButton } from "@/components/forms/submit-button";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { passwordMinOf } from "@/lib/accounts/second-factor";
import { requirePerson } from "@/lib/auth/current-person";
import { changePasswordAction } from "../actions";
import { PersonFrame } from "../person-frame";
import { AboutForm } from "./about-form";
import { MyRoles } from "./my-roles";
import { SecurityLinks } from "./security-links";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profile"))("title") };
}

/** My Profile: the roles held (R47), the person's own words, how they sign in (R52). */
export default async function ProfilePage() {
  const { actor, user, isOperator, hasSecondFactor } = await requirePerson("/profile");
  const t = await getTranslations("profile");
  const words = await getTranslations("ui.password");
  return (
    <PersonFrame path="/profile">
      <PageHead title={t("title")} subtitle={user.email} />
      <div className="grid max-w-[520px] gap-5">
        <Panel title={t("roles")}>
          <MyRoles person={actor} isOperator={isOperator} />
        </Panel>
        <Panel title={t("about")}>
          <AboutForm user={user} />
        </Panel>
        <Panel title={t("security")} flush>
          <SecurityLinks email={user.email} hasSecondFactor={hasSecondFactor} />
        </Panel>
        <Panel title={t("password")}>
          <Form
            action={changePasswordAction}
            labels={{ currentPassword: t("current"), ...passwordLabels(words) }}
          >
            <input
              type="hidden"
              name="username"
              autoComplete="username"
              value={user.email}
              readOnly
            />
            <Field
              name="currentPassword"
              type="password"
              label={t("current")}
              autoComplete="current-password"
            />
            <PasswordFields
              confirmName="confirmPassword"
              minLength={await passwordMinOf(actor.userId)}
            />
            <SubmitButton>{t("change")}</SubmitButton>
          </Form>
        </Panel>
      </div>
    </PersonFrame>
  );
}
