import { headers } from "next/headers";

/** Filled by pages, read by bin/server.mjs when the answer's head goes out: request id → status. */
const shared = globalThis as { portalPageStatus?: Map<string, 403 | 404 | 503> };

/**
 * Gives the page that is being rendered its status. Next's own notFound() and forbidden() send an
 * empty document that only scripts fill, so pages that refuse are rendered like any other.
 */
export async function answerWith(status: 403 | 404 | 503): Promise<void> {
  const id = (await headers()).get("x-request-id");
  if (id) shared.portalPageStatus?.set(id, status);
}
