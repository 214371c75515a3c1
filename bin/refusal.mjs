import { readFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";

const words = JSON.parse(readFileSync(inRoot("messages", "en.json"), "utf8")).door;

/** Answers what the portal doesn't take, in words: a small page for a browser, a line of text for others. */
export function refuse(request, response, status, key, { values = {}, headers = {} } = {}) {
  const isPage = `${request.headers.accept ?? ""}`.includes("text/html");
  const { type, text } = refusal(key, values, isPage);
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store", ...headers });
  response.end(request.method === "HEAD" ? undefined : text);
}

/** What a refusal says, and as what. */
export function refusal(key, values, isPage) {
  const said = words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  if (!isPage) return { type: "text/plain; charset=utf-8", text: `${said}\n` };
  return { type: "text/html; charset=utf-8", text: page(said) };
}

const page = (said) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}</style>
<main>
<h1>${words.title}</h1>
<p>${said}</p>
<p><a href="/">${words.home}</a></p>
</main>
</html>
`;
