import { getTranslations } from "next-intl/server";
import type { BoughtPlace } from "@/app/(portal)/accounts/[account]/bought-place";
import { partnerActor } from "@/lib/auth/current-person";
import { redirect } from "@/lib/auth/redirect";
import { numberKey } from "@/lib/canonical";
import { readBoughtAccount } from "@/lib/orders/read-bought-account";
import { orMissing } from "../../../or-missing";
import { BoughtIntro } from "./bought-intro";

/**
 * Opens a page of orders or license details in the Partner Center; other spellings of the number redirect
 * to the canonical one. Null for whom it doesn't open to: the page shows NoSuchPage.
 */
export async function openBought(
  params: Promise<{ account: string }>,
  current: "orders" | "licenses",
  below = "",
) {
  const path = `/${current}${below}`;
  const typed = decodeURIComponent((await params).account);
  const key = numberKey(typed);
  const base = `/partner/accounts/${key}`;
  if (typed !== key && key !== "") redirect(`${base}${path}`);
  const actor = await partnerActor(`${base}${path}`);
  if (!actor) return null;
  const account = await orMissing(readBoughtAccount(actor, { account: key }));
  if (!account) return null;
  const t = await getTranslations("partnerBought");
  const { number, name, organization, isServed } = account;
  const place: BoughtPlace & { readonly account: string } = {
    actor,
    account: key,
    base,
    files: `/api/partner/accounts/${key}`,
    // The page of an account is its own partner's.
    crumbs: [
      { label: t("customers"), href: "/partner" },
      { label: number, ...(isServed ? { href: base } : {}) },
    ],
    whose: t("whose", { organization, name }),
    intro: <BoughtIntro account={account} base={base} current={current} />,
  };
  return { actor, path: `${base}${path}`, place };
}
