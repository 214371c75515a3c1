import { useFormatter, useTranslations } from "next-intl";
import { Note } from "@/components/ui/note";

/** Says which filters of the address no key here has. */
export function IgnoredNote({ ignored }: { ignored: readonly ("family" | "status")[] }) {
  const t = useTranslations("keys");
  const format = useFormatter();
  if (ignored.length === 0) return null;
  return (
    <Note tone="warn">
      {t("ignored", { names: format.list(ignored.map((name) => t(`names.${name}`))) })}
    </Note>
  );
}
