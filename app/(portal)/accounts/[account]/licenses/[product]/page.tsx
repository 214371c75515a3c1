import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { orMissing } from "@/app/(staff)/or-missing";
import { Missing } from "@/components/missing";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import { openAccountPage } from "@/lib/auth/account-page";
import { answerWith } from "@/lib/auth/page-status";
import {
  LICENSE_FIGURES,
  type LicenseFigure,
  readLicensePart,
} from "@/lib/licenses/licenses-query";
import { listLicenseLines } from "@/lib/licenses/list-license-lines";
import { readLicense } from "@/lib/licenses/read-license";
import { hrefOf, typedIn } from "@/lib/page-address";
import { SCAN } from "@/lib/orders/walk";
import { can } from "@/lib/policy/authorize";
import { sumWords } from "../sum-words";
import { figureOf } from "./figure-of";
import { LicenseLines } from "./license-lines";

type Props = {
  params: Promise<{ account: string; product: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The numbers of the list; how they came about is shown where there is something to show. */
const ALWAYS: readonly LicenseFigure[] = ["licensed", "inMaintenance"];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("licenses"))("title") };
}

/** One product in one pool: each of its numbers with the order lines behind it. */
export default async function LicensePage({ params, searchParams }: Props) {
  const { product } = await params;
  const opened = await openAccountPage(params, `/licenses/${product}`, "licenses.view");
  if (!opened) return <RefusedScreen permission="licenses.view" />;
  const { actor, base } = opened;
  const pools = await orMissing(readLicense(actor, { product }));
  const address = await searchParams;
  const { part, figure, ignored } = readLicensePart(address, pools ?? []);
  if (!pools || !part) {
    await answerWith(404);
    return <Missing />;
  }
  const { productId, pool, name, code } = part;
  const [after, before] = [typedIn(address, "after"), typedIn(address, "before")];
  const lines = await listLicenseLines(actor, { productId, pool, figure, after, before });
  const t = await getTranslations("licenses");
  const format = await getFormatter();
  const here = `${base}/licenses/${part.key}`;
  const sum = format.list(sumWords(t, part), { type: "unit" });
  return (
    <>
      <PageHead
        title={name}
        subtitle={`${code} · ${pool}`}
        breadcrumb={[{ label: t("title"), href: `${base}/licenses` }, { label: name }]}
      />
      {pools.length > 1 && (
        <Tabs
          label={t("pools")}
          tabs={pools.map((one) => ({
            href: hrefOf(here, { pool: one.pool }),
            label: one.pool,
            current: one.pool === pool,
          }))}
        />
      )}
      <Tabs
        label={t("figures")}
        tabs={LICENSE_FIGURES.filter(
          (one) => ALWAYS.includes(one) || one === figure || figureOf(part, one) > 0,
        ).map((one) => ({
          href: hrefOf(here, { pool, show: one === "licensed" ? undefined : one }),
          label: t(`tabs.${one}`, { quantity: figureOf(part, one) }),
          current: one === figure,
        }))}
      />
      <div className="grid gap-3">
        {ignored.length > 0 && (
          <Note tone="warn">
            {t("ignored", { names: format.list(ignored.map((one) => t(`names.${one}`))) })}
          </Note>
        )}
        <p className="max-w-[70ch]">
          {t(`explained.${figure}`, { quantity: figureOf(part, figure), sum })}
        </p>
        {part.steppedIn.length + part.steppedOut.length > 0 && (
          <p className="max-w-[70ch] text-muted">{t("stepUpNote")}</p>
        )}
        {lines.stopped && <Note>{t("stopped", { max: SCAN })}</Note>}
        <LicenseLines
          page={lines}
          orders={can(actor, "orders.view") ? `${base}/orders` : null}
          href={(step, cursor) => hrefOf(here, { pool, show: figure, [step]: cursor })}
        />
      </div>
    </>
  );
}
