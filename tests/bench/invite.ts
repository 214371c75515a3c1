import { withBareApp } from "./bare-app";
import type { World } from "./fill";
import { cookieOf } from "./pages";
import { CONTOSO } from "../world";
import { heading, note, rateOf, ratesInTurn, reaching } from "./report";

const ROUND = 60;
const AT_A_TIME = 4;

/**
 * Inviting one person: the verb behind a route handler, and the form as a browser posts it, which
 * also asks who it is, reads the form and renders the whole page with its answer.
 */
export async function measureInvite({ large }: World): Promise<void> {
  const actor = large.administrator;
  const post = await formOf(await cookieOf(actor.userId));
  await withBareApp(async (url) => {
    const ask = (path: string, name: string) =>
      rateOf(ROUND, AT_A_TIME, async () => {
        const body = JSON.stringify({ actor, input: { ...PERSON, email: newAddress(name) } });
        const answer = await fetch(`${url}/${path}`, { method: "POST", body });
        if (!answer.ok) throw new Error(`/${path} answers ${answer.status}`);
      });
    const posts = () => rateOf(ROUND, AT_A_TIME, () => post(newAddress("form")));
    heading("Inviting", "a bare route handler that writes the same rows by SQL");
    const [verb = NaN, form = NaN, floor = NaN] = await ratesInTurn(
      [() => ask("verb", "verb"), posts, () => ask("bare", "bare")],
      7,
    );
    const target = reaching(0.45);
    note({ what: "the verb behind such a handler", figure: verb, floor, unit: "/s", target });
    note({ what: "the form's post, its page rendered again", figure: form, floor, unit: "/s" });
  });
}

const PERSON = {
  firstName: "Ana",
  lastName: "Silva",
  language: "en",
  country: "US",
  roles: ["ACCOUNT_VIEWER"],
};

let made = 0;
const newAddress = (name: string) => `${name}.${(made += 1)}@contoso.com`;

/** Posts Invite Users as a browser without JavaScript does. */
async function formOf(cookie: string): Promise<(email: string) => Promise<void>> {
  const page = new URL(`/accounts/${CONTOSO}/access/invite`, process.env.E2E_URL);
  const headers = { cookie, origin: page.origin };
  const html = await (await fetch(page, { headers })).text();
  const at = html.indexOf("people[0]");
  const own = html.slice(html.lastIndexOf("<form", at), html.indexOf("</form>", at));
  const hidden = Array.from(
    own.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g),
  );
  return async (email) => {
    const form = new FormData();
    for (const [, name = "", value = ""] of hidden) form.set(name, unescape(value));
    const { roles, ...person } = PERSON;
    for (const [name, value] of Object.entries({ ...person, email })) {
      form.set(`people[0].${name}`, value);
    }
    for (const role of roles) form.append("people[0].roles", role);
    form.set("intent", "invite");
    const answer = await fetch(page, { method: "POST", headers, body: form });
    const text = await answer.text();
    if (!answer.ok || !text.includes(email)) throw new Error(`The form answers ${answer.status}`);
  };
}

const unescape = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
