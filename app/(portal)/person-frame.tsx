import { getTranslations } from "next-intl/server";
import { fullName } from "@/lib/accounts/full-name";
import type { ReactNode } from "react";
import type { SectionItem } from "@/components/frame/section-nav";
import { PageMain } from "@/components/page-main";
import { SiteHeader } from "@/components/site-header";
import { myAccounts } from "@/lib/accounts/my-accounts";
import { partnerHat, requirePerson } from "@/lib/auth/current-person";
import { env } from "@/lib/env";
import { signOutAction } from "../(public)/actions";
import { AtThisBrowser } from "./at-this-browser";

type Props = {
  /** Where signing in leads back to. */
  path: string;
  /** The canonical number of the account one is in; left out on pages about the person. */
  account?: string | undefined;
  sections?: SectionItem[] | undefined;
  area?: string | undefined;
  /** Customers find guides under Support, partners under Help (decision 25). */
  guides?: { href: string; label: string } | undefined;
  children: ReactNode;
};

/** The signed-in frame: accounts, sections, and the person's name on every page (R46). */
export async function PersonFrame({ path, account, sections = [], area, guides, children }: Props) {
  const { actor, user, isOperator } = await requirePerson(path);
  const accounts = area === undefined ? await myAccounts(actor) : [];
  const t = await getTranslations();
  // From an account to the areas of one's other hats (decision 2).
  const areas = [
    ...(isOperator ? [{ href: "/operator", label: t("nav.operator") }] : []),
    ...((await partnerHat()) ? [{ href: "/partner", label: t("nav.partner") }] : []),
  ];
  return (
    <>
      <SiteHeader
        accounts={accounts.map(({ numberKey, ...shown }) => ({
          ...shown,
          href: `/accounts/${numberKey}`,
          // With one account there is nothing to choose, also on pages about the person.
          current: numberKey === account || (account === undefined && accounts.length === 1),
        }))}
        area={area}
        person={{ name: fullName(user), email: user.email }}
        searchHref={account === undefined ? undefined : `/accounts/${account}/search`}
        sections={area === undefined ? [...sections, ...areas] : sections}
        guides={guides ?? { href: "/support", label: t("frame.support") }}
        signOut={signOutAction}
        demo={env.demo}
      />
      <PageMain>{children}</PageMain>
      <AtThisBrowser />
    </>
  );
}
