import Form from "next/form";
import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { Button } from "@/components/ui/button";
import { MessageState } from "@/prisma/generated/enums";

type Props = { path: string; state: string | undefined; search: string | undefined };

/** Messages by state and address; both stand in the address of the page. */
export function MessagesSearch({ path, state, search }: Props) {
  const t = useTranslations("outbox");
  return (
    <Form action={path} className="toolbar" role="search">
      <select
        className="input"
        name="state"
        key={`state-${state}`}
        defaultValue={state}
        aria-label={t("filter")}
      >
        <option value="">{t("anyState")}</option>
        {Object.values(MessageState).map((one) => (
          <option key={one} value={one}>
            {t(`states.${one}`)}
          </option>
        ))}
      </select>
      <input
        className="input"
        type="search"
        name="search"
        key={`search-${search}`}
        defaultValue={search}
        maxLength={254}
        placeholder={t("searchLabel")}
        aria-label={t("searchLabel")}
      />
      <Button type="submit">{t("search")}</Button>
      {(search || state) && (
        <AppLink className="link" href={path}>
          {t("clear")}
        </AppLink>
      )}
    </Form>
  );
}
