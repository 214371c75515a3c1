import type { PersonPage } from "@/lib/accounts/read-person";

type Props = { person: PersonPage; account: string };

/** Whom a form is about, and the state of the page that its reader decides by. */
export function MemberFields({ person, account }: Props) {
  return (
    <>
      <input type="hidden" name="membershipId" value={person.row.id} />
      <input type="hidden" name="version" value={person.version} />
      <input type="hidden" name="account" value={account} />
    </>
  );
}
