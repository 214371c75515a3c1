import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { richTags } from "@/components/guide/rich-text";
import { Sheet } from "@/components/ui/sheet";
import { enterJoinCodeAction } from "../../actions";
import { MailedCodeForm } from "../../mailed-code-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("joinRequests.code"))("title") };
}

/** The mailed code proves the address; what comes of it, this page says to nobody. */
export default async function JoinCodePage() {
  const t = await getTranslations("joinRequests.code");
  return (
    <Sheet title={t("title")} lead={t("lead")}>
      <MailedCodeForm
        action={enterJoinCodeAction}
        words="joinRequests.code"
        autoComplete="email"
        once
      />
      <p className="until-sent mt-4 text-muted">{t.rich("notArrived", richTags)}</p>
    </Sheet>
  );
}
