import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHead } from "@/components/ui/page-head";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { readKeyFilters } from "@/lib/keys/key-query";
import { keyFamilies, listKeys } from "@/lib/keys/list-keys";
import { hrefOf, isFiltered, typedIn } from "@/lib/page-address";
import { IgnoredNote } from "./ignored-note";
import { KeysList } from "./keys-list";
import { KeysSearch } from "./keys-search";

type Props = AccountParams & {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keys"))("title") };
}

/** The product keys of the account, masked, and what is licensed without one. */
export default async function KeysPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/keys", "keys.view");
  if (!opened) return <RefusedScreen permission="keys.view" />;
  const { actor, base } = opened;
  const address = await searchParams;
  const families = await keyFamilies(actor);
  const { filters, ignored } = readKeyFilters(address, families);
  const [after, before] = [typedIn(address, "after"), typedIn(address, "before")];
  const page = await listKeys(actor, { ...filters, after, before });
  const t = await getTranslations("keys");
  const here = `${base}/keys`;
  return (
    <>
      <PageHead
        title={t("title")}
        subtitle={t("lead")}
        guide="/support/keys"
        actions={
          page.rows.some(({ kind }) => kind !== null) && (
            <ButtonLink caps href={hrefOf(`${here}/export`, filters)}>
              {t("export.link")}
            </ButtonLink>
          )
        }
      />
      <KeysSearch query={filters} families={families} href={here} />
      <div className="grid gap-5">
        <IgnoredNote ignored={ignored} />
        <KeysList
          page={page}
          here={here}
          filtered={isFiltered(filters)}
          href={(step, cursor) => hrefOf(here, { ...filters, [step]: cursor })}
        />
      </div>
    </>
  );
}
