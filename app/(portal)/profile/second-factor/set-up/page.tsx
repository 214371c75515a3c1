import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { readSetUp } from "@/lib/accounts/set-up-second-factor";
import { requirePerson } from "@/lib/auth/current-person";
import { PersonFrame } from "../../../person-frame";
import { confirmSecondFactorAction } from "../../../profile-actions";
import { Pairing } from "./pairing";

const PATH = "/profile/second-factor/set-up";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("secondFactor"))("setUpTitle") };
}

/** Pairs an authenticator app; the answer to its first code shows the recovery codes. */
export default async function SetUpPage() {
  const { actor } = await requirePerson(PATH);
  const pairing = await readSetUp(actor);
  const t = await getTranslations("secondFactor");
  const profile = await getTranslations("profile");
  return (
    <PersonFrame path={PATH}>
      <PageHead
        title={t("setUpTitle")}
        breadcrumb={[
          { label: profile("title"), href: "/profile" },
          { label: t("title"), href: "/profile/second-factor" },
          { label: t("setUpTitle") },
        ]}
      />
      <div className="grid max-w-[520px] gap-5">
        <Panel>
          {/* Always the same form: by the time that its answer is shown, nothing is left to set up. */}
          <Form action={confirmSecondFactorAction} labels={{ code: t("code") }} once codes>
            {pairing ? (
              <>
                <Pairing {...pairing} />
                <Field
                  name="code"
                  label={t("firstCode")}
                  autoComplete="one-time-code"
                  inputMode="numeric"
                  maxLength={10}
                  required
                />
                <SubmitButton>{t("confirm")}</SubmitButton>
              </>
            ) : (
              <p>{t("nothingToSetUp")}</p>
            )}
          </Form>
        </Panel>
        <p>
          <ButtonLink href="/profile/second-factor">{t("back")}</ButtonLink>
        </p>
      </div>
    </PersonFrame>
  );
}
