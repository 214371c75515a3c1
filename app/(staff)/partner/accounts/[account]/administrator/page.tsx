import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { StaffAccountParams } from "../../../../account/open-account";
import { ReplaceScreen } from "../../../../account/replace-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("staff.replace"))("title") };
}

export default function ReplacePage({ params }: StaffAccountParams) {
  return <ReplaceScreen area="partner" params={params} />;
}
