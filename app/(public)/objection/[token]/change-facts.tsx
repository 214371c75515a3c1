import { useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import type { readObjection } from "@/lib/designations/object-to-change";
import { momentInWords } from "@/lib/messages";

type Props = { change: NonNullable<Awaited<ReturnType<typeof readObjection>>> };

/** The change as this reader may see it. */
export function ChangeFacts({ change }: Props) {
  const t = useTranslations("objection");
  return (
    <Facts
      look="letter"
      facts={[
        { term: t("organization"), value: change.organization },
        { term: t("account"), value: change.accountNumber, num: true },
        { term: t("change"), value: t(change.kind) },
        { term: t("proposed"), value: change.proposed },
        { term: t("until"), value: momentInWords(change.until, "en") },
      ]}
    />
  );
}
