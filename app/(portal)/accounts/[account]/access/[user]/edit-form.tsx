import { useTranslations } from "next-intl";
import { editInvitationAction } from "@/app/(portal)/person-actions";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { RoleCheckboxes } from "@/components/forms/role-checkboxes";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import type { PersonPage } from "@/lib/accounts/read-person";
import { countryOptions } from "@/lib/countries";
import { languageLabel, MAIL_LANGUAGES } from "@/lib/languages";
import { RoleLegend } from "./role-legend";
import { useRoleOptions } from "./role-options";

type Props = { person: PersonPage; invitationId: string; account: string };

/** Everything that was typed when this person was invited, to be put right; a fresh mail follows. */
export function EditForm({ person, invitationId, account }: Props) {
  const t = useTranslations("person");
  const words = useTranslations("invite");
  const options = useRoleOptions(person.roles);
  const { row } = person;
  return (
    <Form
      action={editInvitationAction.bind(null, account)}
      className="grid gap-4"
      labels={{
        email: words("email"),
        firstName: words("firstName"),
        lastName: words("lastName"),
        language: words("language"),
        country: words("country"),
        roles: words("role"),
      }}
    >
      <p className="text-muted">{t("editText")}</p>
      <input type="hidden" name="invitationId" value={invitationId} />
      <input type="hidden" name="version" value={person.version} />
      <Field
        name="email"
        type="email"
        label={words("email")}
        defaultValue={row.email}
        autoComplete="off"
      />
      <div className="grid gap-4 md:grid-cols-2">
        <Field
          name="firstName"
          label={words("firstName")}
          defaultValue={person.firstName}
          autoComplete="off"
        />
        <Field
          name="lastName"
          label={words("lastName")}
          defaultValue={person.lastName}
          autoComplete="off"
        />
        <SelectField
          name="language"
          label={words("language")}
          hint={words("languageHint")}
          options={MAIL_LANGUAGES.map((tag) => ({ value: tag, label: languageLabel(tag) }))}
          defaultValue={row.language}
        />
        <SelectField
          name="country"
          label={words("country")}
          hint={words("countryHint")}
          options={countryOptions("en")}
          defaultValue={person.country}
        />
      </div>
      <RoleCheckboxes
        name="roles"
        legend={<RoleLegend />}
        note={words("note")}
        options={options}
        defaultValue={[...row.roles]}
      />
      <div>
        <SubmitButton>{t("editSend")}</SubmitButton>
      </div>
    </Form>
  );
}
