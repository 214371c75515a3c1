import type { Page } from "@playwright/test";
import type { Organization } from "./organization";

/** The three facts of the form to ask for an invitation again. */
export interface Facts {
  readonly email: string;
  readonly agreement: string;
  readonly account: string;
}

export const factsOf = ({ administrator, agreementNumber, number }: Organization): Facts => ({
  email: administrator.email,
  agreement: agreementNumber,
  account: number,
});

export async function ask(page: Page, facts: Facts): Promise<void> {
  await page.getByLabel("Purchasing Account Administrator email address").fill(facts.email);
  await page.getByLabel("Agreement number").fill(facts.agreement);
  await page.getByLabel("Purchasing account number").fill(facts.account);
  await page.getByRole("button", { name: "SUBMIT" }).click();
}

/** What the form answers, whatever was typed. */
export const ANSWER = "If these details match our records, an invitation is on its way";
