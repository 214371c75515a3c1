import { useFormatter, useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { FilterChoice } from "@/components/ui/filter-choice";
import { Note } from "@/components/ui/note";
import { SearchBox } from "@/components/ui/search-box";
import { isFiltered } from "@/lib/page-address";
import type { SeatsPage } from "@/lib/seats/list-seats";
import { reclaimSeatAction } from "../actions";
import { SeatsList } from "./seats-list";

type Props = {
  page: SeatsPage;
  /** What the address asked for in vain. */
  ignored: readonly "view"[];
  account: string;
  here: string;
  zone: string | undefined;
};

/** Who has a seat, or had one: search, list and the one thing to do with each. */
export function SeatsPanel({ page, ignored, account, here, zone }: Props) {
  const t = useTranslations("services.people");
  const { list } = useFormatter();
  const { filters } = page;
  return (
    <section className="grid gap-2" aria-labelledby="seats">
      <h2 id="seats" className="text-lg font-semibold">
        {t("title")}
      </h2>
      <SearchBox
        key={JSON.stringify(filters)}
        action={here}
        search={filters.search}
        label={t("searchLabel")}
        button={t("search")}
        clear={{ href: here, label: t("clear") }}
        isFiltered={isFiltered(filters)}
      >
        <FilterChoice
          name="view"
          label={t("view")}
          any={t("held")}
          value={filters.view}
          options={[{ value: "reclaimed", label: t("past") }]}
        />
      </SearchBox>
      {ignored.length > 0 && (
        <Note tone="warn">
          {t("ignored", { names: list(ignored.map((name) => t(`filters.${name}`))) })}
        </Note>
      )}
      <Form action={reclaimSeatAction.bind(null, account)} className="grid gap-3">
        <SeatsList page={page} here={here} zone={zone} />
      </Form>
    </section>
  );
}
