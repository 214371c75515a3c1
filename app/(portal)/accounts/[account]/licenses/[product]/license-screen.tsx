import { getFormatter, getTranslations } from "next-intl/server";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import {
  LICENSE_FIGURES,
  type LicenseFigure,
  type readLicensePart,
} from "@/lib/licenses/licenses-query";
import { listLicenseLines } from "@/lib/licenses/list-license-lines";
import type { LicenseRow } from "@/lib/licenses/list-licenses";
import { SCAN } from "@/lib/orders/walk";
import { type AddressValues, hrefOf, typedIn } from "@/lib/page-address";
import { can } from "@/lib/policy/authorize";
import { accountOf, type BoughtPlace } from "../../bought-place";
import { sumWords } from "../sum-words";
import { figureOf } from "./figure-of";
import { LicenseLines } from "./license-lines";

type Asked = ReturnType<typeof readLicensePart<LicenseRow>>;

type Props = {
  place: BoughtPlace;
  address: AddressValues;
  pools: readonly LicenseRow[];
  part: LicenseRow;
  asked: Pick<Asked, "figure" | "ignored">;
};

/** The numbers of the list; how they came about is shown where there is something to show. */
const ALWAYS: readonly LicenseFigure[] = ["licensed", "inMaintenance"];

/** One product in one pool: each of its numbers with the order lines behind it. */
export async function LicenseScreen({ place, address, pools, part, asked }: Props) {
  const { actor, base, crumbs = [], whose, intro } = place;
  const { figure, ignored } = asked;
  const { productId, pool, name, code } = part;
  const [after, before] = [typedIn(address, "after"), typedIn(address, "before")];
  const wanted = { productId, pool, figure, after, before };
  const lines = await listLicenseLines(actor, { ...wanted, ...accountOf(place) });
  const opensOrders = actor.kind === "partner" || can(actor, "orders.view");
  const t = await getTranslations("licenses");
  const format = await getFormatter();
  const here = `${base}/licenses/${part.key}`;
  const sum = format.list(sumWords(t, part), { type: "unit" });
  return (
    <>
      <PageHead
        title={name}
        subtitle={[code, pool, whose].filter(Boolean).join(" · ")}
        breadcrumb={[...crumbs, { label: t("title"), href: `${base}/licenses` }, { label: name }]}
      />
      {intro}
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
          orders={opensOrders ? `${base}/orders` : null}
          href={(step, cursor) => hrefOf(here, { pool, show: figure, [step]: cursor })}
        />
      </div>
    </>
  );
}
