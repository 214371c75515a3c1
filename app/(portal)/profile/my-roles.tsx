import { getTranslations } from "next-intl/server";
import { myAccounts } from "@/lib/accounts/my-accounts";
import type { PersonActor } from "@/lib/policy/actor";
import { LeaveAccount } from "./leave-account";
import { WhyVisible } from "./why-visible";

type Props = { person: PersonActor; isOperator: boolean };

/** The roles held, by purchasing account; an administrator assigns them (R71). */
export async function MyRoles({ person, isOperator }: Props) {
  const accounts = await myAccounts(person);
  const t = await getTranslations("profile");
  const roleName = await getTranslations("roles");
  return (
    <div className="grid gap-4">
      {isOperator && <p className="font-medium">{t("operator")}</p>}
      {accounts.length === 0 && !isOperator && <p>{t("rolesNone")}</p>}
      {accounts.map(({ numberKey, number, organization, roles }) => (
        <div key={numberKey} className="grid gap-1.5">
          <div className="font-medium">{organization}</div>
          <div className="num text-sm text-muted">{number}</div>
          <ul>
            {roles.map((role) => (
              <li key={role}>{roleName(`${role}.name`)}</li>
            ))}
          </ul>
          <WhyVisible roles={roles} />
          <LeaveAccount numberKey={numberKey} number={number} organization={organization} />
        </div>
      ))}
      <p className="hint">{t("rolesHint")}</p>
    </div>
  );
}
