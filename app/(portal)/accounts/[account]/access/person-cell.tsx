import { useTranslations } from "next-intl";
import { RowCheckbox } from "@/components/forms/row-checkbox";
import { AppLink } from "@/components/ui/app-link";
import { EmailAddress } from "@/components/ui/email-address";
import type { PersonRow } from "@/lib/accounts/person-row";

type Props = { person: PersonRow; base: string; first: boolean };

/** Names a row: the person, with a box to tick and the way to the person's page. */
export function PersonCell({ person, base, first }: Props) {
  const t = useTranslations("people");
  const { id, name, email, isSelf, status } = person;
  return (
    <div className="grid grid-cols-[1.125rem_1fr] gap-x-2.5">
      <span>
        {status !== "REMOVED" && (
          <RowCheckbox
            name="people"
            value={id}
            label={t("choose", { name, email })}
            first={first}
          />
        )}
      </span>
      <div>
        <AppLink className="link font-medium" href={`${base}/${id}`}>
          {name}
        </AppLink>{" "}
        {isSelf && t("you")}
        <div className="sub">
          <EmailAddress>{email}</EmailAddress>
        </div>
      </div>
    </div>
  );
}
