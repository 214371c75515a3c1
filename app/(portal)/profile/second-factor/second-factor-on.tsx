import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Facts } from "@/components/ui/facts";
import { Note } from "@/components/ui/note";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { readSecondFactor } from "@/lib/accounts/keep-second-factor";
import { readerZone } from "@/lib/auth/reader-zone";
import { env } from "@/lib/env";
import {
  keepSecondFactorAction,
  renewRecoveryCodesAction,
  turnOffSecondFactorAction,
} from "../../profile-actions";
import { CodeField } from "@/components/forms/code-field";

type Props = { factor: NonNullable<Awaited<ReturnType<typeof readSecondFactor>>> };

/** What can be done with a second factor that is on; everything asks for a code of it. */
export async function SecondFactorOn({ factor }: Props) {
  const { since, codesLeft, resetAt } = factor;
  const zone = await readerZone();
  const t = await getTranslations("secondFactor");
  const profile = await getTranslations("profile");
  const labels = { code: t("code"), currentPassword: profile("current") };
  return (
    <>
      {resetAt && (
        <Note tone="warn" title={t("resetTitle")}>
          <p>
            {t("resetText", { vendor: env.VENDOR_NAME })}{" "}
            <Time date={resetAt} zone={zone} look="both" />
          </p>
          <Form action={keepSecondFactorAction} labels={labels} className="form mt-2">
            <CodeField />
            <SubmitButton>{t("keep")}</SubmitButton>
          </Form>
        </Note>
      )}
      <Panel title={t("on")} flush>
        <Facts
          look="panel"
          facts={[
            { term: t("since"), value: <Time date={since} zone={zone} /> },
            { term: t("codesLeft"), value: codesLeft, num: true },
          ]}
        />
      </Panel>
      <Panel title={t("renewTitle")}>
        <Form action={renewRecoveryCodesAction} labels={labels} once codes>
          <p>{t("renewText")}</p>
          <CodeField />
          <SubmitButton variant="default">{t("renew")}</SubmitButton>
        </Form>
      </Panel>
      <Panel title={t("turnOffTitle")}>
        <Form action={turnOffSecondFactorAction} labels={labels}>
          <p>{t("turnOffText")}</p>
          <Field
            name="currentPassword"
            type="password"
            label={profile("current")}
            autoComplete="current-password"
            required
          />
          <CodeField />
          <SubmitButton variant="danger">{t("turnOff")}</SubmitButton>
        </Form>
      </Panel>
    </>
  );
}
