import { hrefOf } from "../page-address";

/** A path of our own to continue at, or null: no other host, no token pages (decision 11, edge 51). */
export function safeReturnTo(value: string | undefined): string | null {
  if (!value || value.length > 300 || !/^\/[\w.~%?=&-]/.test(value)) return null;
  if (/[\\\s]|\/\//.test(value)) return null;
  const { origin, pathname } = new URL(value, "http://portal.invalid");
  const ours = origin === "http://portal.invalid";
  const known = /^\/(accounts|profile|operator|partner)(\/|$)/.test(pathname);
  return ours && known ? value : null;
}

/** The sign-in page, which leads back to a page. */
export const signInFor = (page: string) => hrefOf("/sign-in", { returnTo: pageOf(page) });

/** The same where a form or a file was asked for and found the session over: the page says so. */
export const signInAgain = (page: string) =>
  hrefOf("/sign-in", { ended: "form", returnTo: pageOf(page) });

/** Without what is behind the question mark, where that is too long. */
const pageOf = (page: string) => safeReturnTo(page) ?? safeReturnTo(page.split("?")[0]);

/** Where a confirmed invitation leads: into the purchasing account, or to the partner's area. */
export function homeOf(accountKey: string | null): string {
  return accountKey === null ? "/partner" : `/accounts/${accountKey}`;
}
