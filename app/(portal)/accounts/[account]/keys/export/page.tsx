import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { AppLink } from "@/components/ui/app-link";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { currentPerson } from "@/lib/auth/current-person";
import { countKeys, EXPORT_AT_MOST } from "@/lib/keys/export-keys";
import { readKeyFilters } from "@/lib/keys/key-query";
import { keyFamilies } from "@/lib/keys/list-keys";
import { sentence } from "@/lib/messages";
import { hrefOf } from "@/lib/page-address";
import { IgnoredNote } from "../ignored-note";
import { ExportFacts } from "./export-facts";
import { ExportForm } from "./export-form";
import { refusalIn } from "./refusal";

type Props = AccountParams & {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keys"))("export.title") };
}

/** What an export would hold, and the form that asks again who is there. */
export default async function ExportKeysPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/keys/export", "keys.view");
  if (!opened) return <RefusedScreen permission="keys.view" />;
  const { actor, base, key } = opened;
  const address = await searchParams;
  const { filters, ignored } = readKeyFilters(address, await keyFamilies(actor));
  const [count, person] = await Promise.all([countKeys(actor, filters), currentPerson()]);
  const refusal = refusalIn(address);
  const t = await getTranslations("keys");
  const list = hrefOf(`${base}/keys`, filters);
  return (
    <>
      <PageHead
        title={t("export.title")}
        breadcrumb={[{ label: t("title"), href: list }, { label: t("export.title") }]}
      />
      <div className="grid max-w-[40rem] gap-5">
        {refusal && (
          <div role="alert">
            <Note tone="bad" title={t("export.refused")}>
              {sentence(refusal)}
            </Note>
          </div>
        )}
        <IgnoredNote ignored={ignored} />
        <ExportFacts filters={filters} count={count} />
        {count === 0 ? (
          <Note>{t("export.noneText")}</Note>
        ) : count > EXPORT_AT_MOST ? (
          <Note tone="warn">
            {sentence({ key: "keysTooMany", values: { max: EXPORT_AT_MOST } })}
          </Note>
        ) : (
          <ExportForm
            account={key}
            filters={filters}
            hasSecondFactor={person?.hasSecondFactor ?? false}
          />
        )}
        <p>
          <AppLink className="link" href={list}>
            {t("back")}
          </AppLink>
        </p>
      </div>
    </>
  );
}
