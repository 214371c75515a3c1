import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CorrectScreen } from "../../../../account/correct-screen";
import type { StaffAccountParams } from "../../../../account/open-account";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("staff.correct"))("title") };
}

export default function CorrectPage({ params }: StaffAccountParams) {
  return <CorrectScreen area="operator" params={params} />;
}
