import Form from "next/form";
import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { Button } from "@/components/ui/button";
import type { Area } from "./area";

type Props = {
  area: Area;
  search: string | undefined;
  /** The filter in the address, which a search keeps. */
  show: string | undefined;
  clear: string;
};

/** Search over the accounts of the area; its state is in the address of the page. */
export function AccountsSearch({ area, search, show, clear }: Props) {
  const t = useTranslations("staff");
  const label = area === "partner" ? t("searchPartner") : t("searchOperator");
  return (
    <Form action={`/${area}`} className="toolbar" role="search">
      {show !== undefined && <input type="hidden" name="show" value={show} />}
      <input
        className="input"
        type="search"
        name="search"
        key={search}
        defaultValue={search}
        maxLength={100}
        placeholder={label}
        aria-label={label}
      />
      <Button type="submit">{t("search")}</Button>
      {search !== undefined && (
        <AppLink className="link" href={clear}>
          {t("clear")}
        </AppLink>
      )}
    </Form>
  );
}
