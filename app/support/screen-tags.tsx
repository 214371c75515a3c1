import type { ReactNode } from "react";
import { AppLink } from "@/components/ui/app-link";
import { myAccounts } from "@/lib/accounts/my-accounts";
import { currentPerson } from "@/lib/auth/current-person";

/** The screens of a purchasing account that guides name, below its address. */
const SCREENS = {
  agreements: "/agreements",
  orders: "/orders",
  licenses: "/licenses",
  keys: "/keys",
  downloads: "/downloads",
  reports: "/reports",
  domains: "/domains",
  services: "/services",
  users: "/access",
  requests: "/access/requests",
  invite: "/access/invite",
} as const;

/**
 * Tags for the words of guides: they lead to the screen in the reader's only purchasing account, to the
 * chooser where there are several, and are plain words for whoever isn't signed in or is in none.
 */
export async function screenTags() {
  const person = await currentPerson();
  const accounts = person ? await myAccounts(person.actor) : [];
  const [only] = accounts;
  const tag = (below: string) =>
    function ScreenLink(words: ReactNode) {
      if (!only) return <b>{words}</b>;
      const href = accounts.length === 1 ? `/accounts/${only.numberKey}${below}` : "/accounts";
      return (
        <AppLink className="link" href={href}>
          {words}
        </AppLink>
      );
    };
  return {
    agreements: tag(SCREENS.agreements),
    orders: tag(SCREENS.orders),
    licenses: tag(SCREENS.licenses),
    keys: tag(SCREENS.keys),
    downloads: tag(SCREENS.downloads),
    reports: tag(SCREENS.reports),
    domains: tag(SCREENS.domains),
    services: tag(SCREENS.services),
    users: tag(SCREENS.users),
    requests: tag(SCREENS.requests),
    invite: tag(SCREENS.invite),
  };
}
