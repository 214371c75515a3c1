import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountScreen, type AccountScreenProps } from "../../../account/account-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("staff.designated"))("title") };
}

export default function AccountPage(props: AccountScreenProps) {
  return <AccountScreen area="partner" {...props} />;
}
