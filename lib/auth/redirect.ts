import { redirect as leadTo } from "next/navigation";

/** Leads a page or an action to another page of ours. */
export function redirect(path: string): never {
  leadTo(inHeader(path));
}

/** Leads what was posted to, or asked of, a route to a page of ours. */
export const seeOther = (path: string) =>
  new Response(null, { status: 303, headers: { Location: inHeader(path) } });

/**
 * The path as a header can carry it: numbers of accounts and agreements may have letters of any script,
 * and one outside of Latin-1 in a header is an error. What is encoded already stays as it is.
 */
const inHeader = (path: string) => path.replace(/[^\x21-\x7e]+/g, encodeURIComponent);
