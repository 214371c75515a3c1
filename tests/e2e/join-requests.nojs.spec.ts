import { playCast } from "./cast";
import { expect, test } from "./fixtures";
import { ASKED, askAdministrator, haveDomain, proveAddress } from "./join-requests";
import { newOrganization } from "./organization";
import { refusalOn } from "./people";

test("an administrator is asked without JavaScript, and the page says the same to a stranger", async ({
  page,
  mailbox,
}) => {
  const house = newOrganization("Askplain");
  await playCast(house);
  await haveDomain(house);
  const lee = house.address("lee");
  await page.goto("/ask-administrator");
  await page.getByLabel("Work email").fill(lee);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(refusalOn(page)).toContainText("Nothing was changed yet");
  await expect(page.getByLabel("Work email")).toHaveValue(lee);
  await askAdministrator(page, lee, "I look after the licenses in Lyon");
  await page.getByLabel("Work email").fill(lee);
  await page.getByLabel("Code").fill("2345-6789");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(refusalOn(page)).toContainText("don't belong together");
  await proveAddress(page, mailbox, lee);
  await expect(page.getByRole("main")).toContainText(ASKED);
  await mailbox.waitFor({ to: house.administrator.email, subject: "asks to be let in" });

  const stranger = newOrganization("Stranger").address("sam");
  await page.goto("/ask-administrator");
  await askAdministrator(page, stranger, "I work nowhere that you know");
  await proveAddress(page, mailbox, stranger);
  await expect(page.getByRole("main")).toContainText(ASKED);
});
