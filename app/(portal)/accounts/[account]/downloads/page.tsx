import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { readDownloadFilters } from "@/lib/downloads/download-query";
import { downloadChoices, listFiles } from "@/lib/downloads/list-files";
import { hrefOf, isFiltered, typedIn } from "@/lib/page-address";
import { can } from "@/lib/policy/authorize";
import { CheckPanel } from "./check-panel";
import { DownloadsSearch } from "./downloads-search";
import { FilesList } from "./files-list";
import { RefusedNote } from "./refused-note";

type Props = AccountParams & {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("downloads"))("title") };
}

/** The software that the account's licenses let its people download. */
export default async function DownloadsPage({ params, searchParams }: Props) {
  const opened = await openAccountPage(params, "/downloads", "downloads.use");
  if (!opened) return <RefusedScreen permission="downloads.use" />;
  const { actor, base, key } = opened;
  const address = await searchParams;
  const choices = await downloadChoices(actor);
  const { filters, ignored } = readDownloadFilters(address, choices);
  const [after, before] = [typedIn(address, "after"), typedIn(address, "before")];
  const page = await listFiles(actor, { ...filters, after, before });
  const t = await getTranslations("downloads");
  const format = await getFormatter();
  const here = `${base}/downloads`;
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")} guide="/support/downloads" />
      <RefusedNote refused={typedIn(address, "refused")} />
      <DownloadsSearch filters={filters} choices={choices} href={here} />
      <div className="grid gap-5">
        {ignored.length > 0 && (
          <Note tone="warn">
            {t("ignored", { names: format.list(ignored.map((name) => t(`names.${name}`))) })}
          </Note>
        )}
        <FilesList
          page={page}
          account={key}
          keysHref={can(actor, "keys.view") ? `${base}/keys` : null}
          showAll={isFiltered(filters) ? here : null}
          href={(step, cursor) => hrefOf(here, { ...filters, [step]: cursor })}
        />
        {page.rows.some(({ file }) => file !== null) && <CheckPanel />}
      </div>
    </>
  );
}
