import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { PasswordFields } from "@/components/forms/password-fields";
import { passwordLabels } from "@/components/forms/password-labels";
import { SubmitButton } from "@/components/forms/submit-button";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { requirePerson } from "@/lib/auth/current-person";
import { changePasswordAction, updateProfileAction } from "../actions";
import { PersonFrame } from "../person-frame";
import { MyRoles } from "./my-roles";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profile"))("title") };
}

/** My Profile: names, address, the roles held (R47), and a new password (R52). */
export default async function ProfilePage() {
  const { actor, user, isOperator } = await requirePerson("/profile");
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
          <Form
            action={updateProfileAction}
            labels={{ firstName: t("firstName"), lastName: t("lastName") }}
          >
            <Field
              name="firstName"
              label={t("firstName")}
              defaultValue={user.firstName}
              autoComplete="given-name"
            />
            <Field
              name="lastName"
              label={t("lastName")}
              defaultValue={user.lastName}
              autoComplete="family-name"
            />
            <Field
              name="email"
              label={t("email")}
              hint={t("emailHint")}
              defaultValue={user.email}
              readOnly
            />
            <SubmitButton>{t("save")}</SubmitButton>
          </Form>
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
            <PasswordFields confirmName="confirmPassword" />
            <SubmitButton>{t("change")}</SubmitButton>
          </Form>
        </Panel>
      </div>
    </PersonFrame>
  );
}
