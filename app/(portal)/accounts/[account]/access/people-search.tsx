import Form from "next/form";
import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { Button } from "@/components/ui/button";

type Props = { search?: string | undefined; href: string };

/** Search by name and address; its state is in the address of the page. */
export function PeopleSearch({ search, href }: Props) {
  const t = useTranslations("people");
  return (
    <Form action={href} className="toolbar" role="search">
      <input
        className="input"
        type="search"
        name="search"
        key={search}
        defaultValue={search}
        maxLength={200}
        placeholder={t("searchLabel")}
        aria-label={t("searchLabel")}
      />
      <Button type="submit">{t("search")}</Button>
      {search && (
        <AppLink className="link" href={href}>
          {t("clear")}
        </AppLink>
      )}
    </Form>
  );
}
