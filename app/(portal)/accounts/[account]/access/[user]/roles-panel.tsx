import { useTranslations } from "next-intl";
import { changeRolesAction } from "@/app/(portal)/person-actions";
import { Form } from "@/components/forms/form";
import { RoleCheckboxes } from "@/components/forms/role-checkboxes";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import type { PersonPage } from "@/lib/accounts/read-person";
import { sortRoles, type Role } from "@/lib/policy/roles";
import { AccessPreview } from "./access-preview";
import { MemberFields } from "./member-fields";
import { RoleLegend } from "./role-legend";
import { useRoleOptions } from "./role-options";

type Props = {
  person: PersonPage;
  account: string;
  /** The roles of the preview, as the page's address has them. */
  chosen: readonly Role[];
};

/** The roles of a member: choose, look at what changes, save. */
export function RolesPanel({ person, account, chosen }: Props) {
  const t = useTranslations("person");
  const options = useRoleOptions(person.roles);
  const { row, may } = person;
  // What is out of reach, the panel of access says once for both.
  if (!may.changeRoles) return null;
  const proposed = proposedOf(person, chosen);
  const changed = proposed.join() !== row.roles.join();
  // A box that is ticked and can't be cleared isn't posted by browsers.
  const fixed = person.roles.filter(({ held, bar }) => held && bar);
  return (
    <Panel title={t("roles")}>
      <Form
        action={changeRolesAction.bind(null, account)}
        className="grid gap-4"
        labels={{ roles: t("roles") }}
      >
        <MemberFields person={person} account={account} />
        {fixed.map(({ role }) => (
          <input key={role} type="hidden" name="roles" value={role} />
        ))}
        <RoleCheckboxes
          key={proposed.join()}
          name="roles"
          legend={<RoleLegend />}
          options={options}
          defaultValue={proposed}
        />
        {person.roles.some(({ bar }) => !bar) && (
          <div>
            <SubmitButton
              variant={changed || row.status === "DISABLED" ? "default" : "primary"}
              name="intent"
              value="preview"
            >
              {t("preview")}
            </SubmitButton>
          </div>
        )}
        {changed && (
          <AccessPreview before={row.roles} after={proposed} name={row.name} isSelf={row.isSelf} />
        )}
      </Form>
    </Panel>
  );
}

/** What was chosen, as far as boxes can be changed; without a choice what the person has. */
function proposedOf({ row, roles }: PersonPage, chosen: readonly Role[]): Role[] {
  if (chosen.length === 0) return [...row.roles];
  return sortRoles(
    roles.flatMap(({ role, held, bar }) => ((bar ? held : chosen.includes(role)) ? [role] : [])),
  );
}
