import { hash, verify } from "@node-rs/argon2";
import { signIn } from "../../lib/accounts/sign-in";
import { db } from "../../lib/db/client";
import { PASSWORD, visit } from "../factories";
import { heading, note, rateOf, ratesInTurn, reaching, timesInTurn, upTo } from "./report";

/** As many as lib/accounts/password-hash lets hash at a time, and one who is served meanwhile. */
const HASHES = 3;
const PEOPLE = HASHES + 1;

const ROUND = 60;

/** A right password, with argon2id at the strength that decision 16 asks for. */
export async function measureSignIn(): Promise<void> {
  const email = "dana.kowalski@contoso.com";
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { emailKey: email } });
  const stored = passwordHash ?? (await hash(PASSWORD));
  const verb = () => signIn({ email, password: PASSWORD }, visit());
  const raw = () => verify(stored, PASSWORD);
  heading("Signing in", "raw argon2id, the same hash");
  const [rate = NaN, floor = NaN] = await ratesInTurn(
    [() => rateOf(ROUND, PEOPLE, verb), () => rateOf(ROUND, HASHES, raw)],
    7,
  );
  note({
    what: `right passwords, ${HASHES} hashed at a time`,
    figure: rate,
    floor,
    unit: "/s",
    target: reaching(0.9),
  });
  const [alone = NaN, rawAlone = NaN] = await timesInTurn([verb, raw], 40);
  note({ what: "one person alone", figure: alone, floor: rawAlone, unit: "ms", target: upTo(100) });
}
