import { readFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";

const words = JSON.parse(readFileSync(inRoot("messages", "en.json"), "utf8")).door;

/** Answers what the portal doesn't take, in words: a small page for a browser, a line of text for others. */
export function refuse(request, response, status, key, { values = {}, headers = {} } = {}) {
  const isPage = `${request.headers.accept ?? ""}`.includes("text/html");
  const { type, text } = refusal(key, values, isPage, leadsBack(request, status) ? "form" : "home");
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store", ...headers });
  response.end(request.method === "HEAD" ? undefined : text);
}

// An action is posted to its page; a route's address shows none, and another site's form isn't ours.
const leadsBack = ({ method, url }, status) =>
  method === "POST" && status !== 403 && !url.startsWith("/api/");

/** What a refusal says, as what, and where its page leads: home, or back to the form. */
export function refusal(key, values, isPage, leadsTo = "home") {
  const said = words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  if (!isPage) return { type: "text/plain; charset=utf-8", text: `${said}\n` };
  return { type: "text/html; charset=utf-8", text: page(said, leadsTo) };
}

// A link to nothing leads to the page's own address, which may hold a token.
const HREF = { home: "/", form: "" };

const page = (said, leadsTo) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}</style>
<main>
<h1>${words.title}</h1>
<p>${said}</p>
<p><a href="${HREF[leadsTo]}">${words[leadsTo]}</a></p>
</main>
</html>
`;
