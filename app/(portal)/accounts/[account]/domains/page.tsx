import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { readerZone } from "@/lib/auth/reader-zone";
import { listDomains } from "@/lib/domains/list-domains";
import { typedIn } from "@/lib/page-address";
import { associateDomainAction } from "./actions";
import { DomainsList } from "./domains-list";

type Props = AccountParams & {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("domains"))("title") };
}

/** Account → Domains (R77). */
export default async function DomainsPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/domains", "domains.manage");
  if (!opened) return <RefusedScreen permission="domains.manage" />;
  const { actor, base, key } = opened;
  const rows = await listDomains(actor);
  const removed = typedIn(await searchParams, "removed");
  const t = await getTranslations("domains");
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")} guide="/support/online-services" />
      <div className="grid gap-6">
        {removed && !rows.some(({ name }) => name === removed) && (
          <Note tone="ok">{t("removed", { name: removed })}</Note>
        )}
        <Form
          action={associateDomainAction.bind(null, key)}
          className="grid max-w-[30rem] gap-3"
          labels={{ domain: t("field") }}
        >
          <Field
            name="domain"
            label={t("field")}
            hint={t("fieldHint")}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={500}
            required
          />
          <div>
            <SubmitButton>{t("associate")}</SubmitButton>
          </div>
        </Form>
        <DomainsList rows={rows} base={`${base}/domains`} zone={await readerZone()} />
      </div>
    </>
  );
}
