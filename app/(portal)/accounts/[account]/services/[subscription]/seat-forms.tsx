import { useFormatter, useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { FileField } from "@/components/forms/file-field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import { SEAT_ROWS } from "@/lib/seats/assign-seats";
import type { SubscriptionPage } from "@/lib/seats/read-subscription";
import { assignSeatAction, assignSeatsAction } from "../actions";

type Props = { of: SubscriptionPage; account: string };

/** The ways to a seat by hand; none while nobody can get one. */
export function SeatForms({ of: { id, isAssignable, domains, free }, account }: Props) {
  if (!isAssignable) return null;
  return (
    <div className="grid gap-6">
      <AssignOne account={account} id={id} domains={domains} isFull={free === 0} />
      <AssignMany account={account} id={id} />
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

function AssignMany({ account, id }: { account: string; id: string }) {
  const t = useTranslations("services.list");
  const labels = { list: t("addresses"), file: t("file") };
  return (
    <Panel title={t("title")}>
      <Form action={assignSeatsAction.bind(null, account)} labels={labels}>
        <input type="hidden" name="subscriptionId" value={id} />
        <Field
          name="list"
          rows={4}
          label={t("addresses")}
          hint={t("hint", { max: SEAT_ROWS })}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <FileField name="file" label={t("file")} accept=".csv,.tsv,.txt,text/csv,text/plain" />
        <SubmitButton variant="default" pending={t("working")}>
          {t("button")}
        </SubmitButton>
      </Form>
    </Panel>
  );
}
