import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { readSecondFactor } from "@/lib/accounts/keep-second-factor";
import { lacksSecondFactor, requirePerson } from "@/lib/auth/current-person";
import { PersonFrame } from "../../person-frame";
import { beginSecondFactorAction } from "../../profile-actions";
import { SecondFactorOn } from "./second-factor-on";

const PATH = "/profile/second-factor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("secondFactor"))("title") };
}

/** Whether signing in asks for a code; to turn that on, to keep it, to turn it off (decision 18). */
export default async function SecondFactorPage() {
  const { actor } = await requirePerson(PATH);
  const factor = await readSecondFactor(actor);
  const t = await getTranslations("secondFactor");
  const profile = await getTranslations("profile");
  return (
    <PersonFrame path={PATH}>
      <PageHead
        title={t("title")}
        subtitle={t("lead")}
        breadcrumb={[{ label: profile("title"), href: "/profile" }, { label: t("title") }]}
      />
      <div className="grid max-w-[520px] gap-5">
        {(await lacksSecondFactor()) && <Note tone="warn">{t("needed")}</Note>}
        {factor ? (
          <SecondFactorOn factor={factor} />
        ) : (
          <Panel title={t("off")}>
            <Form action={beginSecondFactorAction} labels={{ currentPassword: profile("current") }}>
              <p>{t("offText")}</p>
              <Field
                name="currentPassword"
                type="password"
                label={profile("current")}
                autoComplete="current-password"
                required
              />
              <SubmitButton>{t("begin")}</SubmitButton>
            </Form>
          </Panel>
        )}
      </div>
    </PersonFrame>
  );
}
