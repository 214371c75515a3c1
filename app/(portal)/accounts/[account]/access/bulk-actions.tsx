import { useTranslations } from "next-intl";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { PEOPLE_AT_ONCE } from "@/lib/invitations/bulk-people";
import type { MemberActor } from "@/lib/policy/actor";
import { assignableBy } from "@/lib/policy/assignable-roles";
import { can } from "@/lib/policy/authorize";

/** What can be done with the ticked rows; what takes something away says what follows. */
export function BulkActions({ actor }: { actor: MemberActor }) {
  const t = useTranslations("people.bulk");
  const roleName = useTranslations("roles");
  const manages = can(actor, "users.manage");
  const roles = assignableBy(actor.roles).map((role) => ({
    value: role,
    label: roleName(`${role}.name`),
  }));
  return (
    // Stays in sight while somebody ticks rows of a long list.
    <fieldset className="panel bottom-0 z-10 grid gap-3 p-4 lg:group-has-[tbody_input:checked]/people:sticky">
      <legend className="sr-only">{t("legend")}</legend>
      <p className="text-muted">{t("hint", { max: PEOPLE_AT_ONCE })}</p>
      <div className="toolbar mb-0 items-end">
        {manages && (
          <>
            <SelectField
              name="role"
              label={t("role")}
              options={roles}
              placeholder={t("chooseRole")}
              className="w-60"
            />
            <SubmitButton variant="default" name="intent" value="addRole">
              {t("addRole")}
            </SubmitButton>
            <SubmitButton variant="default" name="intent" value="takeRole">
              {t("takeRole")}
            </SubmitButton>
          </>
        )}
        <SubmitButton variant="default" name="intent" value="resend" pending={t("resending")}>
          {t("resend")}
        </SubmitButton>
        {manages && (
          <SubmitButton variant="danger" name="intent" value="disable">
            {t("disable")}
          </SubmitButton>
        )}
      </div>
      {manages && <p className="hint max-w-[70ch]">{t("consequences")}</p>}
    </fieldset>
  );
}
