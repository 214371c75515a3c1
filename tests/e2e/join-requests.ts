import type { Page } from "@playwright/test";
import { query } from "./database";
import type { Mailbox } from "./fixtures";
import { codeIn } from "./mails";
import type { Organization } from "./organization";

/** The mail domain of an organization, as a proof leaves it, for its purchasing account. */
export async function haveDomain({ key, address }: Organization): Promise<void> {
  const domain = address("x").slice(2);
  await query(
    `WITH made AS (
       INSERT INTO "Domain" ("id", "organizationId", "name", "nameKey", "status", "challenge", "createdAt", "verifiedAt")
       SELECT gen_random_uuid(), g."organizationId", $2, $2, 'VERIFIED', 'x', now(), now()
       FROM "PurchasingAccount" a JOIN "Agreement" g ON g."id" = a."agreementId" WHERE a."numberKey" = $1
       RETURNING "id")
     INSERT INTO "AccountDomain" ("purchasingAccountId", "domainId", "since")
     SELECT a."id", made."id", now() FROM made, "PurchasingAccount" a WHERE a."numberKey" = $1`,
    [key, domain],
  );
}

/** Fills in Ask Your Administrator, on the page that is open, and sends it. */
export async function askAdministrator(page: Page, email: string, reason: string): Promise<void> {
  await page.getByLabel("First name").fill("Lee");
  await page.getByLabel("Last name").fill("Gu");
  await page.getByLabel("Work email").fill(email);
  await page.getByLabel("Language of emails").selectOption("en");
  await page.getByLabel("Country or region").selectOption("US");
  await page.getByLabel("Why you need access").fill(reason);
  await page.getByRole("button", { name: "Send" }).click();
  await page.waitForURL("**/ask-administrator/code");
}

/** Types the code that was mailed to an address. */
export async function proveAddress(page: Page, mailbox: Mailbox, email: string): Promise<void> {
  const code = codeIn(await mailbox.waitFor({ to: email, subject: "Your code" }));
  await page.getByLabel("Work email").fill(email);
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** What the page of the code says in the end, whoever asked. */
export const ASKED = "If your organization uses the portal, its administrators have been asked.";

/** Requests as they look when they wait for somebody, or after somebody decided; their ids. */
export async function requestFrom(
  { key, address }: Organization,
  person: string,
  { status = "PENDING", reason = "I look after the licenses of our office in Lyon." } = {},
): Promise<string> {
  const [row] = await query<{ id: string }>(
    `INSERT INTO "JoinRequest" ("id", "purchasingAccountId", "email", "emailKey", "baseKey", "firstName",
       "lastName", "language", "country", "reason", "status", "createdAt", "expiresAt", "endedAt", "decidedById",
       "declineReason")
     SELECT gen_random_uuid(), a."id", $2, $2, $2, 'Marie-Antoinette', 'Delacroix-Montgomery', 'fr', 'FR', $3,
       $4::"JoinRequestStatus", now() - interval '2 days', now() + interval '28 days',
       CASE WHEN $4 <> 'PENDING' THEN now() END, CASE WHEN $4 <> 'PENDING' THEN m."id" END,
       CASE WHEN $4 = 'DECLINED' THEN 'Please ask the office in Lyon, which has its own account.' END
     FROM "PurchasingAccount" a JOIN "Membership" m ON m."purchasingAccountId" = a."id"
     WHERE a."numberKey" = $1 AND 'ACCOUNT_ADMINISTRATOR' = ANY(m."roles") LIMIT 1 RETURNING "id"`,
    [key, address(person), reason, status],
  );
  return row?.id ?? "";
}
