import { seeOther } from "@/lib/auth/redirect";
import { type DomainError, STATUS_OF } from "@/lib/errors";
import { sentence } from "@/lib/messages";
import { hrefOf } from "@/lib/page-address";

/**
 * Why there is no file. Whoever looks at pages is led to the list, which says it or refuses by itself;
 * programs that fetch files read the status, and one that resumes never saves a page.
 */
export function refusal(request: Request, account: string, error: DomainError): Response {
  const { code, sentence: words } = error;
  const wantsPage = request.headers.get("accept")?.includes("text/html");
  if (wantsPage && !request.headers.has("range")) {
    return seeOther(hrefOf(`/accounts/${account}/downloads`, { refused: words.key }));
  }
  return new Response(`${sentence(words)}\n`, {
    status: STATUS_OF[code],
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
}
