import { numberFormat } from "../lib/formatters";
import { momentInWords } from "../lib/messages";
import type { Letter } from "./letter";
import { letterFrame, type LetterContext } from "./letter-frame";

interface Unavailable {
  readonly name: string;
  readonly product: string;
  /** Version, language and platform. */
  readonly file: string;
  /** Below the storage directory. */
  readonly path: string;
  readonly size: number;
  readonly found: "missing" | "size";
  readonly at: Date;
  readonly href: string;
}

/** Of the vendor's files, the one that records software. */
const LIST = "files.csv";

/** To the vendor's operators: a customer asked for a file that the storage doesn't have as recorded. */
export function fileUnavailableLetter(
  context: LetterContext,
  { name, product, file, path, size, found, at, href }: Unavailable,
): Letter {
  const { t, language } = context;
  return {
    ...letterFrame(context, name),
    subject: t("fileUnavailable.subject", { product }),
    heading: t("fileUnavailable.heading"),
    paragraphs: [
      t(`fileUnavailable.${found === "size" ? "otherSize" : "missing"}`, { product }),
      t("fileUnavailable.next", { list: LIST }),
    ],
    facts: [
      [t("fileUnavailable.product"), product],
      [t("fileUnavailable.file"), file],
      [t("fileUnavailable.path"), path],
      [t("fileUnavailable.recordedSize"), numberFormat(language).format(size)],
      [t("fileUnavailable.when"), momentInWords(at, language)],
    ],
    button: { label: t("fileUnavailable.activity"), href },
    why: t("fileUnavailable.why"),
    notYou: t("fileUnavailable.once"),
  };
}
