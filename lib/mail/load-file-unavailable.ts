import { fileUnavailableLetter } from "../../emails/file-unavailable";
import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import type { EmailMessage } from "../../prisma/generated/client";
import { db } from "../db/client";
import { downloadActivityHref } from "./links";
import { idIn } from "./message-props";
import { isToOperator } from "./read-as-operator";

/** Null for a reader who is no operator any more. */
export async function loadFileUnavailable(
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter | null> {
  const id = idIn(message, "fileId");
  const file =
    id && (await db.softwareFile.findUnique({ where: { id }, include: { product: true } }));
  if (!file || !(await isToOperator(message))) return null;
  const { product, version, language, platform, path, size } = file;
  return fileUnavailableLetter(context, {
    name: message.toName,
    product: product.name,
    file: [version, language, platform].join(", "),
    path,
    size: Number(size),
    found: idIn(message, "found") === "size" ? "size" : "missing",
    at: message.createdAt,
    href: downloadActivityHref(),
  });
}
