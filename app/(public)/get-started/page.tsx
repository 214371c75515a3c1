import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { richTags } from "@/components/guide/rich-text";
import { Sheet } from "@/components/ui/sheet";
import { enterCodeAction } from "../actions";
import { MailedCodeForm } from "../mailed-code-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("enterCode"))("title") };
}

/** For mail systems that break links: the address and the code lead to the page of the link. */
export default async function EnterCodePage() {
  const t = await getTranslations("enterCode");
  return (
    <Sheet title={t("title")} lead={t("lead")}>
      <MailedCodeForm action={enterCodeAction} words="enterCode" autoComplete="username" />
      <p className="mt-4 text-muted">{t("newest")}</p>
      <p className="mt-2">{t.rich("noMail", richTags)}</p>
    </Sheet>
  );
}
