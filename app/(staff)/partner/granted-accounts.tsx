import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { Day } from "@/components/ui/day";
import { Ledger } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { hrefOf } from "@/lib/page-address";
import type { VisibleAccounts } from "@/lib/visibility/list-visible-accounts";

type Props = { page: VisibleAccounts; address: Readonly<Record<string, unknown>> };

/** Other partners' accounts that grant visibility: there is nothing of them in the work queue. */
export function GrantedAccounts({ page, address }: Props) {
  const t = useTranslations("partnerBought");
  if (page.rows.length === 0) return null;
  const isFirst = address.granted === undefined;
  // What the list above is narrowed to stays.
  const at = (granted?: string) => hrefOf("/partner", { ...address, granted });
  return (
    <section className="mt-8 grid gap-2" aria-labelledby="granted">
      <h2 id="granted">{t("granted.title")}</h2>
      <p className="text-muted">{t("granted.lead")}</p>
      <Ledger
        caption={t("granted.title")}
        rows={page.rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "customer",
            width: "lg:w-[50%]",
            head: t("granted.customer"),
            cell: ({ organization, number, name }) => (
              <>
                <b className="font-medium">{organization}</b>
                <div className="sub">
                  <span className="num">{number}</span> · {name}
                </div>
              </>
            ),
          },
          {
            key: "until",
            width: "lg:w-[20%]",
            head: t("granted.until"),
            cell: ({ until }) => until && <Day date={until} />,
          },
          {
            key: "open",
            width: "lg:w-[30%]",
            head: t("granted.open"),
            bare: true,
            cell: ({ key, number }) => (
              <span className="flex flex-wrap gap-x-4 gap-y-1">
                {(["orders", "licenses"] as const).map((place) => (
                  <AppLink
                    key={place}
                    className="link"
                    href={`/partner/accounts/${key}/${place}`}
                    aria-label={t("granted.openOne", { place: t(`places.${place}`), number })}
                  >
                    {t(`places.${place}`)}
                  </AppLink>
                ))}
              </span>
            ),
          },
        ]}
        empty={null}
        foot={
          (page.next !== null || !isFirst) && (
            <Pager previous={isFirst ? null : at()} next={page.next && at(page.next)} />
          )
        }
      />
    </section>
  );
}
