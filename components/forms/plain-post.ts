import { dropEntriesOf, keepEntries } from "./kept-entries";

/**
 * Posts the form and goes to the page that answers it. What comes back is what the server says when it has
 * no page for it; it throws when no answer of ours came.
 */
export async function fetchPage(form: HTMLFormElement, body: FormData) {
  const answer = await fetch(form.action, { method: "POST", body });
  if (answer.redirected) {
    const { pathname } = new URL(answer.url);
    if (pathname === "/sign-in") keepEntries(form);
    else dropEntriesOf(form);
    location.assign(answer.url);
    return undefined;
  }
  // The page itself says in words that it isn't open any longer.
  if (answer.status === 403 || answer.status === 404) location.reload();
  if (isOurs(answer)) return { text: await answer.text() };
  throw new Error("no answer of ours");
}

/** Looks whether the server is there, then leaves the post to the browser, which saves the file. */
export async function fetchFile(form: HTMLFormElement): Promise<undefined> {
  const { status } = await fetch("/api/health/live", { cache: "no-store" });
  if (status >= 500) throw new Error("no answer of ours");
  form.submit();
}

/** A sentence of our own server, as about a file that is too large. */
const isOurs = ({ headers }: Response) =>
  headers.has("x-request-id") && /^text\/plain/.test(headers.get("content-type") ?? "");
