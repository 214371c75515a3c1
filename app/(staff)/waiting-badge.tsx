import { useTranslations } from "next-intl";
import { COUNTED } from "@/lib/designations/count-waiting";

/** How much waits behind a section; nothing where nothing does. */
export function WaitingBadge({ count }: { count: number }) {
  const t = useTranslations("nav");
  if (count === 0) return null;
  const shown = count > COUNTED ? `${COUNTED}+` : String(count);
  return (
    <>
      <span className="count" aria-hidden="true">
        {shown}
      </span>
      <span className="sr-only">{t("waiting", { count: shown })}</span>
    </>
  );
}
