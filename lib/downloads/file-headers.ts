import type { SoftwareFile } from "../../prisma/generated/client";
import { fileNameOf } from "./storage-path";

/** What each answer with a file says of it; the tag is its content's SHA-256, so it is a strong one. */
export function fileHeaders({
  path,
  size,
  sha256,
}: Pick<SoftwareFile, "path" | "size" | "sha256">) {
  const etag = `"${Buffer.from(sha256).toString("hex")}"`;
  return {
    etag,
    size: Number(size),
    headers: {
      // Never the file's own type: it is saved, not shown, and nothing on the way compresses it.
      "Content-Type": "application/octet-stream",
      "Content-Disposition": attachment(fileNameOf(path)),
      "Accept-Ranges": "bytes",
      ETag: etag,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  };
}

/** To be saved under a name in any script (RFC 6266); old programs take the plain one. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\w.+-]+/g, "_");
  // What encodeURIComponent leaves and RFC 5987 doesn't.
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
