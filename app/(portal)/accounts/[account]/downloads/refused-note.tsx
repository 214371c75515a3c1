import { useTranslations } from "next-intl";
import { Note } from "@/components/ui/note";
import { sentence } from "@/lib/messages";

const KNOWN = ["downloadUnavailable", "downloadLinkOver", "downloadLinkForeign", "notFound"];

/** Why a link gave no file, as the route wrote it into the address: nobody's words come in by one. */
export function RefusedNote({ refused }: { refused: string | undefined }) {
  const t = useTranslations("downloads");
  const key = KNOWN.find((known) => known === refused);
  if (key === undefined) return null;
  return (
    <div role="alert" className="mb-4">
      <Note tone="bad" title={t("refused")}>
        {sentence({ key })}
      </Note>
    </div>
  );
}
