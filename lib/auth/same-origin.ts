import { env } from "../env";

/**
 * Whether a post comes from one of our own pages. Browsers say so in Sec-Fetch-Site, which no page
 * can set; older ones in Origin. On the embedded database the names of this machine are one origin.
 */
export function isSameOrigin(list: Pick<Headers, "get">): boolean {
  const site = list.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = list.get("origin");
  if (origin === null || !URL.canParse(origin)) return site === "same-origin";
  return allowedOrigins().includes(new URL(origin).origin);
}

function allowedOrigins(): string[] {
  const { protocol, port } = new URL(env.APP_URL);
  const local = ["localhost", "127.0.0.1", "[::1]"].map(
    (host) => new URL(`${protocol}//${host}:${port}`).origin,
  );
  return env.embeddedDatabase ? [env.APP_URL, ...local] : [env.APP_URL];
}
