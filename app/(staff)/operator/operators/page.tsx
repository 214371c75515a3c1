import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { listOperators } from "@/lib/accounts/list-operators";
import { operatorActor } from "@/lib/auth/current-person";
import { readerZone } from "@/lib/auth/reader-zone";
import { NoSuchPage } from "../../no-such-page";
import { OperatorFrame } from "../../operator-frame";
import { inviteOperatorAction } from "../../people-actions";
import { OperatorList } from "./operator-list";

const PATH = "/operator/operators";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("operators"))("title") };
}

/** The people of the vendor's back office. */
export default async function OperatorsPage() {
  const actor = await operatorActor(PATH);
  if (!actor) return <NoSuchPage />;
  const t = await getTranslations("operators");
  const fields = await getTranslations("invite");
  const labels = {
    email: fields("email"),
    firstName: fields("firstName"),
    lastName: fields("lastName"),
  };
  return (
    <OperatorFrame path={PATH}>
      <PageHead title={t("title")} subtitle={t("subtitle")} />
      <div className="grid gap-6">
        <OperatorList operators={await listOperators(actor)} zone={await readerZone()} />
        <Panel title={t("inviteTitle")}>
          <Form action={inviteOperatorAction} labels={labels}>
            <p className="text-muted">{t("inviteText")}</p>
            <Field name="email" type="email" label={labels.email} autoComplete="off" />
            <Field name="firstName" label={labels.firstName} autoComplete="off" />
            <Field name="lastName" label={labels.lastName} autoComplete="off" />
            <SubmitButton caps>{fields("invite")}</SubmitButton>
          </Form>
        </Panel>
      </div>
    </OperatorFrame>
  );
}
