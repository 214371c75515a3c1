import { useFormatter, useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { FileField } from "@/components/forms/file-field";
import { Form } from "@/components/forms/form";
import { PlainForm } from "@/components/forms/plain-form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Note } from "@/components/ui/note";
import { Panel } from "@/components/ui/panel";
import type { FormState } from "@/lib/auth/form-state";
import { MAX_MEGABYTES } from "@/lib/csv/decode-file";
import { SEAT_ROWS } from "@/lib/seats/assign-seats";
import type { SubscriptionPage } from "@/lib/seats/read-subscription";
import { assignSeatAction } from "../actions";

/** What the last list of seats came to; "forgotten" once it is no longer kept. */
export type ListAnswer = FormState | "forgotten";

type Props = { of: SubscriptionPage; account: string; answer: ListAnswer };

const IDLE: FormState = { status: "idle" };

/** The ways to a seat by hand; while nobody can get one, only what the last list came to. */
export function SeatForms({ of: subscription, account, answer }: Props) {
  const { id, isAssignable, domains, free } = subscription;
  const isIdle = answer !== "forgotten" && answer.status === "idle";
  if (!isAssignable && isIdle) return null;
  return (
    <div className="grid gap-6">
      {isAssignable && (
        <AssignOne account={account} id={id} domains={domains} isFull={free === 0} />
      )}
      <AssignMany {...{ account, id, isAssignable, answer }} />
    </div>
  );
}

type OneProps = { account: string; id: string; domains: readonly string[]; isFull: boolean };

function AssignOne({ account, id, domains, isFull }: OneProps) {
  const t = useTranslations("services.assign");
  const { list } = useFormatter();
  return (
    <Panel title={t("title")}>
      <Form action={assignSeatAction.bind(null, account)} labels={{ email: t("email") }}>
        {isFull && <p>{t("full")}</p>}
        <input type="hidden" name="subscriptionId" value={id} />
        <Field
          name="email"
          type="email"
          label={t("email")}
          hint={t("hint", { domains: list(domains, { type: "disjunction" }) })}
          autoComplete="off"
          required
        />
        <SubmitButton pending={t("working")}>{t("button")}</SubmitButton>
      </Form>
    </Panel>
  );
}

type ManyProps = { account: string; id: string; isAssignable: boolean; answer: ListAnswer };

function AssignMany({ account, id, isAssignable, answer }: ManyProps) {
  const t = useTranslations("services.list");
  return (
    <Panel title={t("title")}>
      <PlainForm
        id="assign-many"
        answer="page"
        action={`/api/accounts/${account}/services/${id}/seats`}
        state={answer === "forgotten" ? IDLE : answer}
        labels={{ list: t("addresses"), file: t("file") }}
      >
        {answer === "forgotten" && <Note>{t("forgotten")}</Note>}
        {isAssignable && <ListFields />}
      </PlainForm>
    </Panel>
  );
}

function ListFields() {
  const t = useTranslations("services.list");
  return (
    <>
      {/* Before the file, behind which nothing is read. */}
      <Field
        name="list"
        rows={4}
        label={t("addresses")}
        hint={t("hint", { max: SEAT_ROWS })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <FileField
        name="file"
        label={t("file")}
        hint={t("fileHint", { megabytes: MAX_MEGABYTES })}
        accept=".csv,.tsv,.txt,text/csv,text/plain"
      />
      <SubmitButton variant="default">{t("button")}</SubmitButton>
    </>
  );
}
