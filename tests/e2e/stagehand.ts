/**
 * Has the process of play-cast.ts do something on the portal's database, at once and without pages: play a
 * cast, or record a signed agreement.
 */
export async function stage(what: "cast" | "agreement", of: object): Promise<void> {
  const address = new URL(`/${what}`, process.env.E2E_CAST_URL);
  const answer = await fetch(address, { method: "POST", body: JSON.stringify(of) });
  if (!answer.ok) throw new Error(`The ${what} could not be played:\n${await answer.text()}`);
}
