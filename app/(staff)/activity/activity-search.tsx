import Form from "next/form";
import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { Button } from "@/components/ui/button";
import { FilterDay } from "@/components/ui/filter-day";
import { ACTIVITY_KINDS, type ActivityKind } from "@/lib/activity/activity-kinds";
import type { Area } from "./activity-area";

type Props = { area: Area; path: string; filter: Record<string, string> };

/** By person, kind, days and, for those who see several, purchasing account: all in the address. */
export function ActivitySearch({ area, path, filter }: Props) {
  const t = useTranslations("activity");
  const person = area === "operator" ? t("personExact") : t("person");
  return (
    <Form action={path} className="toolbar" role="search">
      <Words name="person" label={person} value={filter.person} />
      {area !== "member" && (
        <Words name="account" label={t("accountNumber")} value={filter.account} />
      )}
      <select
        className="input max-md:basis-full md:max-w-40"
        name="kind"
        key={`kind-${filter.kind}`}
        defaultValue={filter.kind}
        aria-label={t("kind")}
      >
        <option value="">{t("anyKind")}</option>
        {(Object.keys(ACTIVITY_KINDS) as ActivityKind[]).map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </select>
      <FilterDay name="from" label={t("fromDay")} value={filter.from} />
      <FilterDay name="to" label={t("toDay")} value={filter.to} />
      {filter.object && <input type="hidden" name="object" value={filter.object} />}
      <Button type="submit">{t("search")}</Button>
      {Object.keys(filter).length > 0 && (
        <AppLink className="link" href={path}>
          {t("clear")}
        </AppLink>
      )}
    </Form>
  );
}

type FieldProps = { name: string; label: string; value: string | undefined };

function Words({ name, label, value }: FieldProps) {
  return (
    <input
      className="input"
      type="search"
      name={name}
      key={`${name}-${value}`}
      defaultValue={value}
      maxLength={254}
      placeholder={label}
      aria-label={label}
    />
  );
}
