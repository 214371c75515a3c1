import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { Missing } from "@/components/missing";
import { AppLink } from "@/components/ui/app-link";
import { PageHead } from "@/components/ui/page-head";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import { readKey } from "@/lib/keys/read-key";
import { KeyFacts } from "./key-facts";
import { RevealForm } from "./reveal-form";

type Props = { params: Promise<{ account: string; key: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keys"))("reveal.title") };
}

/** One key, masked, and the form that has it shown. */
export default async function KeyPage({ params }: Props) {
  const { key: keyId } = await params;
  const opened = await openAccountPage(params, `/keys/${keyId}`, "keys.view");
  if (!opened) return <RefusedScreen permission="keys.view" />;
  const { actor, base, key: account } = opened;
  const key = await orMissing(readKey(actor, keyId));
  if (!key) {
    await answerWith(404);
    return <Missing />;
  }
  const t = await getTranslations("keys");
  return (
    <>
      <PageHead
        title={key.product.name}
        breadcrumb={[{ label: t("title"), href: `${base}/keys` }, { label: t("reveal.title") }]}
      />
      <div className="grid max-w-[40rem] gap-5">
        <KeyFacts of={key} />
        <RevealForm account={account} keyId={key.id} />
        <p>
          <AppLink className="link" href={`${base}/keys`}>
            {t("back")}
          </AppLink>
        </p>
      </div>
    </>
  );
}
