import { expect, type Locator, type Page } from "@playwright/test";
import { PASSWORDS } from "./passwords";

/** Follows a mailed link to Create your organizational account, and presses Start. */
export async function createAccount(page: Page, link: string, password: string = PASSWORDS.own) {
  await page.goto(link);
  await page.getByLabel("Create password").fill(password);
  await page.getByLabel("Confirm your password").fill(password);
  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForURL("**/accounts/*");
}

/** Fills in the sign-in box of the page that is open, and sends it. */
export async function fillSignIn(page: Page, email: string, password: string = PASSWORDS.own) {
  await page.getByLabel("Work email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign In" }).click();
}

export async function signIn(page: Page, email: string, password: string = PASSWORDS.own) {
  await page.goto("/sign-in");
  await fillSignIn(page, email, password);
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** From the menu under the person's name, which is at the upper right on every page. */
export async function signOut(page: Page) {
  await page.locator("summary.me").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in?done=signed-out");
  await expect(page.getByText("You are signed out.")).toBeVisible();
}

/** The summary of what a form was refused for. Next has an empty alert of its own on every page. */
export const refusalOn = (page: Page): Locator => page.locator("form").getByRole("alert");
