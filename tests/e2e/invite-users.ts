import { expect, type Locator, type Page } from "@playwright/test";

export interface NewColleague {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** As the list shows it, such as "Deutsch"; by its tag. */
  readonly language: string;
  readonly country: string;
  readonly roles: readonly string[];
}

/** One row of Invite Users, counted from 1 as its title says. */
export const rowOf = (page: Page, number: number): Locator =>
  page.getByRole("region", { name: `Person ${number}`, exact: true });

export async function fillRow(row: Locator, person: NewColleague) {
  await row.getByLabel("EMAIL ADDRESS").fill(person.email);
  await row.getByLabel("FIRST NAME").fill(person.firstName);
  await row.getByLabel("LAST NAME").fill(person.lastName);
  await row.getByLabel("PREFERRED LANGUAGE").selectOption(person.language);
  await row.getByLabel("COUNTRY/REGION").selectOption(person.country);
  for (const role of person.roles) await row.getByLabel(role, { exact: true }).check();
}

/** What stands in a row: nothing that was typed may be lost. */
export async function expectRow(row: Locator, person: NewColleague) {
  await expect(row.getByLabel("EMAIL ADDRESS")).toHaveValue(person.email);
  await expect(row.getByLabel("FIRST NAME")).toHaveValue(person.firstName);
  await expect(row.getByLabel("LAST NAME")).toHaveValue(person.lastName);
  await expect(row.getByLabel("PREFERRED LANGUAGE")).toHaveValue(person.language);
  await expect(row.getByLabel("COUNTRY/REGION")).toHaveValue(person.country);
  for (const role of person.roles) {
    await expect(row.getByLabel(role, { exact: true })).toBeChecked();
  }
}

/** The row of a person on Manage Users. */
export const personRow = (page: Page, email: string): Locator =>
  page.getByRole("row").filter({ hasText: email });

/** Opens the menu of a person's row and presses one of its buttons. */
export async function actOn(page: Page, email: string, button: string) {
  const row = personRow(page, email);
  const act = row.getByRole("button", { name: button });
  if (!(await act.isVisible())) await row.getByText("⋯").click();
  await act.click();
}
