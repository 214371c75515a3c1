import { useTranslations } from "next-intl";
import { setAccessAction } from "@/app/(portal)/person-actions";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { ButtonLink } from "@/components/ui/button-link";
import { Panel } from "@/components/ui/panel";
import type { PersonPage } from "@/lib/accounts/read-person";
import { MemberFields } from "./member-fields";

type Props = { person: PersonPage; account: string; base: string };

/** Disable, enable, remove, each with what follows from it. */
export function AccessPanel({ person, account, base }: Props) {
  const t = useTranslations("person");
  const { row, may } = person;
  if (row.status !== "ACTIVE" && row.status !== "DISABLED") return null;
  return (
    <Panel title={t("access")}>
      <div className="grid gap-4">
        <WhyNot person={person} />
        {(may.disable || may.enable) && (
          <Form action={setAccessAction.bind(null, account)} className="grid gap-3">
            <MemberFields person={person} account={account} />
            {may.disable ? <Disable person={person} /> : <Enable person={person} />}
          </Form>
        )}
        {may.remove && (
          <div className="grid gap-3 border-t border-line pt-4">
            <p className="text-muted">{t("removeHint")}</p>
            <div>
              <ButtonLink href={`${base}/access/${row.id}/remove`}>{t("removeOpen")}</ButtonLink>
            </div>
          </div>
        )}
      </div>
    </Panel>
  );
}

/** Why nothing can be done here, where that is so. */
function WhyNot({ person }: { person: PersonPage }) {
  const t = useTranslations("person");
  const { row, may, lastAdministrator } = person;
  if (lastAdministrator) return <p className="text-muted">{t("whyNot.last")}</p>;
  if (row.isSelf) return <p className="text-muted">{t("whyNot.self")}</p>;
  return may.remove ? null : <p className="text-muted">{t("outOfReach")}</p>;
}

function Disable({ person }: { person: PersonPage }) {
  const t = useTranslations("person");
  const { row, designated, sentInvitations: count } = person;
  return (
    <>
      <p>{t("disableLead", { name: row.name })}</p>
      <ul className="grid list-disc gap-1.5 ps-5">
        <li>{t("disableText.out", { name: row.name })}</li>
        <li>{t("disableText.stays")}</li>
        {designated && <li>{t("blocks")}</li>}
        {count > 0 && <li>{t("disableText.invitations", { count })}</li>}
        <li>{t("told", { name: row.name })}</li>
      </ul>
      <div>
        <SubmitButton variant="default" name="intent" value="disable">
          {t("disable")}
        </SubmitButton>
      </div>
    </>
  );
}

function Enable({ person }: { person: PersonPage }) {
  const t = useTranslations("person");
  return (
    <>
      <p>{t("enableText", { name: person.row.name })}</p>
      <div>
        <SubmitButton name="intent" value="enable">
          {t("enable")}
        </SubmitButton>
      </div>
    </>
  );
}
