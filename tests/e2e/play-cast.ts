import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { createOperator } from "../../lib/accounts/create-operator";
import { setPassword } from "../../lib/accounts/set-password";
import { numberKey } from "../../lib/canonical";
import { db } from "../../lib/db/client";
import { correctAddress } from "../../lib/designations/change-administrator";
import { acceptInvitation } from "../../lib/invitations/accept-invitation";
import { inviteUser } from "../../lib/invitations/invite-user";
import { sealKey } from "../../lib/keys/seal-key";
import { addAgreements } from "../../lib/organizations/add-agreements";
import { readAgreementFile } from "../../lib/organizations/agreement-file";
import { invitePartnerUser } from "../../lib/partners/invite-partner-user";
import { type MemberActor, SYSTEM } from "../../lib/policy/actor";
import { writeDemoFile } from "../../prisma/demo-software";
import type { Role } from "../../lib/policy/roles";
import {
  actorOf,
  partnerActorOf,
  partnerInput,
  partnerTokenFor,
  tokenFor,
  visit,
} from "../factories";

/** What `playCast` of cast.ts posts; this file runs in a process of its own, on the portal's database. */
export interface Play {
  readonly agreement: object;
  readonly password: string;
  readonly account: string;
  readonly administrator: string;
  readonly colleagues: readonly Colleague[];
  readonly keys: readonly ProductKey[];
  readonly operator?: string;
  readonly partner?: string;
  readonly partnerPeople: readonly PartnerPerson[];
  readonly partnerNumber: string;
  readonly customers: readonly Customer[];
}

/** One more organization that the partner serves. */
export interface Customer {
  readonly agreement: object;
  readonly account: string;
  readonly administrator: string;
  /** False leaves the administrator's invitation open. */
  readonly comesIn: boolean;
  /** The address that the partner asks to have the administrator's corrected to. */
  readonly changeTo?: string | undefined;
}

/** A licensed product; without a secret one that needs no key. */
export interface ProductKey {
  readonly product: string;
  readonly family: string;
  readonly secret?: string;
  readonly allowed?: number;
  readonly used?: number;
  readonly status?: "ACTIVE" | "BLOCKED" | "REPLACED";
  readonly hasDownload?: boolean;
  readonly files?: readonly { language: string; platform: string; bytes: number }[];
}

export interface PartnerPerson {
  readonly email: string;
  /** False leaves the invitation open. */
  readonly comesIn?: boolean;
}

export interface Colleague {
  readonly email: string;
  readonly roles: readonly Role[];
  /** False leaves the invitation open. */
  readonly comesIn?: boolean;
}

createServer((request, response) => {
  const act = async () => {
    const asked = await text(request);
    if (request.url === "/cast") await playCast(JSON.parse(asked) as Play);
    if (request.url === "/agreement") await record(JSON.parse(asked) as object);
  };
  void act()
    .catch((error: unknown) => {
      response.statusCode = 500;
      return error instanceof Error ? error.stack : String(error);
    })
    .then((complaint) => response.end(complaint));
}).listen(Number(process.env.CAST_PORT), "127.0.0.1");

async function playCast(play: Play): Promise<void> {
  const { account, administrator, partnerNumber } = play;
  await record(play.agreement);
  await comeIn(play, administrator);
  const inviter = await actorOf(administrator, account);
  for (const { email, roles, comesIn = true } of play.colleagues) {
    const person = { ...nameOf(email), language: "en", country: "US" } as const;
    await inviteUser(inviter, { ...person, email, roles: [...roles] }, new Date());
    if (comesIn) await comeIn(play, email);
  }
  for (const [index, key] of play.keys.entries()) {
    await license(inviter, account, { ...key, code: `${account}-${index + 1}` });
  }
  if (play.operator !== undefined) await makeOperator(play, play.operator);
  const first = play.partner === undefined ? [] : [{ email: play.partner, isAdministrator: true }];
  for (const person of [...first, ...play.partnerPeople]) {
    await workForPartner(play, { ...person, partnerNumber });
  }
  for (const customer of play.customers) await serve(play, customer);
}

async function record(agreement: object) {
  const file = readAgreementFile(JSON.stringify(agreement));
  if ("problems" in file) throw new Error(JSON.stringify(file.problems));
  await addAgreements(SYSTEM, file.records, {}, new Date());
}

/** As the vendor's files would have brought it; one product for each, with a number of its own. */
async function license(
  { purchasingAccountId }: MemberActor,
  account: string,
  one: ProductKey & { readonly code: string },
) {
  const { code, product, family, secret, hasDownload = true, files = [], ...key } = one;
  const needsKey = secret !== undefined;
  const data = { code, codeKey: numberKey(code), name: product, family, needsKey };
  const { id: productId } = await db.product.create({ data: { ...data, hasDownload } });
  const figures = { pool: "Applications", bought: 10, steppedIn: 0, steppedOut: 0 };
  const { id: partnerId } = await db.partner.findFirstOrThrow();
  await db.entitlement.create({ data: { purchasingAccountId, productId, partnerId, ...figures } });
  for (const { language, platform, bytes } of files) {
    const file = { product: code, name: product, version: "25.1", language, platform, bytes };
    const { path, size, sha256 } = await writeDemoFile(file);
    const row = { productId, version: file.version, language, platform, kind: "Installer", path };
    await db.softwareFile.create({
      data: { ...row, size: BigInt(size), sha256: Uint8Array.from(Buffer.from(sha256, "hex")) },
    });
  }
  if (secret === undefined) return;
  await db.licenseKey.create({
    data: {
      ...{ purchasingAccountId, productId, kind: "Multiple activation", recordedAt: new Date() },
      ...sealKey(secret, account),
      activationsAllowed: key.allowed ?? null,
      activationsUsed: key.used ?? null,
      status: key.status ?? "ACTIVE",
    },
  });
}

async function serve(play: Play, customer: Customer) {
  const { agreement, account: key, administrator: email, ...more } = customer;
  await record(agreement);
  if (more.comesIn) await comeIn({ ...play, account: key }, email);
  if (more.changeTo === undefined) return;
  const actor = await partnerActorOf(play.partner ?? "");
  const { version } = await db.purchasingAccount.findUniqueOrThrow({ where: { numberKey: key } });
  await correctAddress(actor, { account: key, version, email: more.changeTo }, new Date());
}

async function comeIn({ account, password }: Play, email: string) {
  const token = await tokenFor(email, account);
  const input = { token, ...nameOf(email), password, confirmPassword: password };
  await acceptInvitation(input, visit(), new Date());
}

async function workForPartner(
  { password }: Play,
  person: PartnerPerson & { readonly partnerNumber: string; readonly isAdministrator?: boolean },
) {
  const { email, comesIn = true, partnerNumber, isAdministrator = false } = person;
  const more = { ...nameOf(email), partnerNumber, isAdministrator };
  await invitePartnerUser(SYSTEM, partnerInput(email, more), new Date());
  if (!comesIn) return;
  const input = { ...nameOf(email), password, confirmPassword: password };
  await acceptInvitation({ token: await partnerTokenFor(email), ...input }, visit(), new Date());
}

async function makeOperator({ password }: Play, email: string) {
  const operator = await createOperator(SYSTEM, { email, ...nameOf(email) }, new Date());
  if (operator.outcome !== "link") throw new Error(`${email} has an account already`);
  const input = { token: operator.token, password, confirmPassword: password };
  await setPassword("OPERATOR", input, visit().origin, new Date());
}

function nameOf(email: string) {
  const [word = ""] = email.split("@");
  return { firstName: `${word.charAt(0).toUpperCase()}${word.slice(1)}`, lastName: "Ortega" };
}
