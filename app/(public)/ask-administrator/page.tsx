import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { richTags } from "@/components/guide/rich-text";
import { Sheet } from "@/components/ui/sheet";
import { JoinForm } from "./join-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("joinRequests"))("title") };
}

const STEPS = ["code", "asked", "answer"] as const;

/** For an employee without an invitation (A7): the same page, whoever asks and whatever address is typed. */
export default async function AskAdministratorPage() {
  const t = await getTranslations("joinRequests");
  return (
    <Sheet wide title={t("title")} lead={t("lead")}>
      <div className="prose">
        <h2>{t("howTitle")}</h2>
        <ol className="steps">
          {STEPS.map((step) => (
            <li key={step}>{t(`how.${step}`)}</li>
          ))}
        </ol>
      </div>
      <div className="mt-6 max-w-[30rem]">
        <JoinForm />
        <p className="mt-6 text-muted">{t("privacy")}</p>
        <p className="mt-3">{t.rich("haveCode", richTags)}</p>
      </div>
    </Sheet>
  );
}
