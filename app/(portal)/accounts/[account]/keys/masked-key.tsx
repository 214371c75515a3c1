import { useTranslations } from "next-intl";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

/** All that is shown of a key before somebody says why they need it. */
export function MaskedKey({ last5 }: { last5: string }) {
  const t = useTranslations("keys");
  return (
    <span className="mono whitespace-nowrap">
      <span aria-hidden="true">•••••-</span>
      <VisuallyHidden>{t("endsIn")} </VisuallyHidden>
      {last5}
    </span>
  );
}
