import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { DoerWords } from "@/components/timeline";
import { EmailAddress } from "@/components/ui/email-address";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { OpenChange, StaffAccount } from "@/lib/designations/read-account";
import { env } from "@/lib/env";
import type { Doer } from "@/lib/invitations/timeline";
import { handleChangeAction } from "../account-actions";
import type { Area } from "../area";
import { ChangeState } from "./change-state";

type Props = { area: Area; account: StaffAccount; zone: string | undefined };

/** An open change of the designation, and who may end it. Its form stays to say how it ended. */
export function ChangePanel({ area, account, zone }: Props) {
  const t = useTranslations("staff.open");
  const { change, may, timeline } = account;
  const asked = timeline.find(({ kind }) => kind === "changeRequested")?.by ?? null;
  return (
    <Form
      action={handleChangeAction.bind(null, area)}
      className={change ? "grid gap-3" : "contents"}
    >
      {change && (
        <Panel flush title={t("title")}>
          <ChangeFacts change={change} asked={asked} zone={zone} />
          <div className="grid gap-3 px-4 pb-4">
            <Consequences change={change} may={may} />
            <div className="flex flex-wrap gap-2">
              {may.approve && (
                <SubmitButton name="intent" value={`approve:${change.id}`}>
                  {t("approve")}
                </SubmitButton>
              )}
              {may.refuse && (
                <SubmitButton variant="danger" name="intent" value={`refuse:${change.id}`}>
                  {t("refuse")}
                </SubmitButton>
              )}
              {may.withdraw && (
                <SubmitButton variant="default" name="intent" value={`withdraw:${change.id}`}>
                  {t("withdraw")}
                </SubmitButton>
              )}
            </div>
          </div>
        </Panel>
      )}
    </Form>
  );
}

type FactsProps = { change: OpenChange; asked: Doer | null; zone: string | undefined };

function ChangeFacts({ change, asked, zone }: FactsProps) {
  const t = useTranslations("staff.open");
  const date = () => <Time date={change.requestedAt} zone={zone} look="both" />;
  const who = () => (asked ? <DoerWords doer={asked} vendor={env.VENDOR_NAME} /> : null);
  return (
    <Facts
      look="panel"
      facts={[
        { term: t("state"), value: <ChangeState change={change} zone={zone} /> },
        { term: t("kind"), value: t(change.kind) },
        {
          term: t("to"),
          value: (
            <>
              <b>{change.name}</b>
              <div>
                <EmailAddress>{change.email}</EmailAddress>
              </div>
            </>
          ),
        },
        {
          term: t("asked"),
          value: asked ? t.rich("askedBy", { date, who }) : date(),
        },
        ...(change.objection === null
          ? []
          : [
              {
                term: t("objection"),
                value: <q className="break-words whitespace-pre-line">{change.objection}</q>,
              },
            ]),
      ]}
    />
  );
}

function Consequences({ change, may }: { change: OpenChange; may: StaffAccount["may"] }) {
  const t = useTranslations("staff.open");
  const b = (words: ReactNode) => <b>{words}</b>;
  return (
    <ul className="grid max-w-[70ch] list-disc gap-1 ps-5 text-muted">
      <li>{change.state === "WAITING" ? t("waitsText") : t("decidesText")}</li>
      {may.approve && <li>{t.rich("approveText", { b })}</li>}
      {may.refuse && <li>{t.rich("refuseText", { b })}</li>}
      {may.withdraw && <li>{t.rich("withdrawText", { b })}</li>}
    </ul>
  );
}
