import { useTranslations } from "next-intl";
import { removeMemberAction } from "@/app/(portal)/person-actions";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import type { PersonPage } from "@/lib/accounts/read-person";
import { MemberFields } from "../member-fields";

type Props = { person: PersonPage; account: string };

export function RemoveForm({ person, account }: Props) {
  const t = useTranslations("person");
  const { row, designated, sentInvitations: count } = person;
  const { name } = row;
  return (
    <Form action={removeMemberAction.bind(null, account)} className="grid gap-4">
      <MemberFields person={person} account={account} />
      <p>{t("removeLead", { name })}</p>
      <ul className="grid list-disc gap-1.5 ps-5">
        <li>{t("removeText.out", { name })}</li>
        <li>{t("removeText.stays")}</li>
        <li>{t("removeText.again")}</li>
        {designated && <li>{t("blocks")}</li>}
        <li>{t("told", { name })}</li>
      </ul>
      {count > 0 ? (
        <fieldset className="field">
          <legend className="label mb-1">{t("sent.legend", { count, name })}</legend>
          {(["keep", "revoke"] as const).map((choice) => (
            <div key={choice} className="check">
              <input
                type="radio"
                id={`invitations-${choice}`}
                name="invitations"
                value={choice}
                defaultChecked={choice === "keep"}
                aria-describedby={`invitations-${choice}-hint`}
              />
              <label htmlFor={`invitations-${choice}`}>{t(`sent.${choice}`)}</label>
              <div id={`invitations-${choice}-hint`} className="hint">
                {t(`sent.${choice}Hint`)}
              </div>
            </div>
          ))}
        </fieldset>
      ) : (
        <input type="hidden" name="invitations" value="keep" />
      )}
      <div>
        <SubmitButton variant="danger">{t("remove", { name })}</SubmitButton>
      </div>
    </Form>
  );
}
