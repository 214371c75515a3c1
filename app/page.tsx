import { myAccounts } from "@/lib/accounts/my-accounts";
import { asPartner, currentPerson } from "@/lib/auth/current-person";
import { redirect } from "@/lib/auth/redirect";

/** To where one works: the operator's desk, the Partner Center, the only account, else the chooser (decision 2). */
export default async function StartPage() {
  const person = await currentPerson();
  if (!person) redirect("/sign-in");
  if (person.isOperator) redirect("/operator");
  if (await asPartner()) redirect("/partner");
  const accounts = await myAccounts(person.actor);
  const [only] = accounts;
  redirect(only && accounts.length === 1 ? `/accounts/${only.numberKey}` : "/accounts");
}
