import { ANSWER, ask, factsOf } from "./ask-again";
import { query, waitOutTheGap } from "./database";
import { expect, test } from "./fixtures";
import { actOn, personRow } from "./invite-users";
import { bounce, codeIn, linkIn } from "./mails";
import { newOrganization, signAgreement } from "./organization";
import { createAccount, refusalOn, signIn } from "./people";
import { playCast } from "./cast";

test("who lost the mail asks for it with three facts, typed any way, and gets in", async ({
  page,
  mailbox,
}) => {
  const lost = newOrganization("Lost");
  const first = await signAgreement(mailbox, lost);
  await waitOutTheGap(lost.administrator.email);

  await page.goto("/sign-in");
  await page
    .getByRole("link", { name: "Haven't received your invitation email? Click here." })
    .click();
  await expect(page.getByRole("listitem")).toHaveCount(5);
  await page.getByRole("button", { name: "SUBMIT" }).click();
  await expect(refusalOn(page)).toContainText("Nothing was changed yet");

  await ask(page, { ...factsOf(lost), account: "PA-0000000" });
  await expect(page.getByRole("main")).toContainText(ANSWER);
  await page.reload();
  const { email, agreement, account } = factsOf(lost);
  await ask(page, {
    email: ` ${email.toUpperCase()} `,
    agreement: agreement.toLowerCase().replace("-", " – "),
    account: account.replace("PA-", "ｐａ　"),
  });
  await expect(page.getByRole("main")).toContainText(ANSWER);
  const [{ id } = { id: 0 }] = await mailbox.all({ to: email });
  const second = linkIn(await mailbox.waitFor({ to: email, after: id }));
  expect(second).not.toBe(first);
  expect(await mailbox.all({ to: email })).toHaveLength(2);

  // What was asked for from outside leaves the earlier link alive to its own end.
  await page.goto(first);
  await expect(
    page.getByRole("heading", { name: "Create your organizational account" }),
  ).toBeVisible();
  await query(
    `UPDATE "InvitationLink" SET "expiresAt" = now() - interval '1 hour'
     WHERE "sentToKey" = $1 AND "createdAt" = (SELECT min("createdAt") FROM "InvitationLink" WHERE "sentToKey" = $1)`,
    [email],
  );
  await page.goto(first);
  await waitOutTheGap(email);
  await page.getByRole("button", { name: "Send me a fresh link" }).click();
  await expect(page.getByRole("main")).toContainText("a fresh link is on its way to the address");
  const [, { id: before } = { id: 0 }] = await mailbox.all({ to: email });
  const third = linkIn(await mailbox.waitFor({ to: email, after: before }));

  // Whichever is used first ends the others.
  await createAccount(page, second);
  await page.context().clearCookies();
  for (const link of [first, third]) {
    await page.goto(link);
    await expect(
      page.getByRole("heading", { name: "This invitation was already used" }),
    ).toBeVisible();
  }

  // Who has access is told so, with a way to a new password.
  await page.goto("/request-invitation");
  await ask(page, factsOf(lost));
  const told = await mailbox.waitFor({ to: email, subject: "already have access" });
  expect(told.text).toMatch(/\/reset-password\//);
});

test("who can't open the link types the code; five wrong ones kill it, and the link still works", async ({
  page,
  mailbox,
}) => {
  const [typed, killed] = [newOrganization("Typed"), newOrganization("Killed")];
  await signAgreement(mailbox, typed);
  const code = codeIn(await mailbox.waitFor({ to: typed.administrator.email }));
  const enter = async (email: string, what: string) => {
    await page.goto("/get-started");
    await page.getByLabel("Work email").fill(email);
    await page.getByLabel("Code").fill(what);
    await page.getByRole("button", { name: "Continue" }).click();
  };
  await enter(typed.administrator.email, code.toLowerCase().replace("-", " "));
  await expect(
    page.getByRole("heading", { name: "Create your organizational account" }),
  ).toBeVisible();

  const link = await signAgreement(mailbox, killed);
  const right = codeIn(await mailbox.waitFor({ to: killed.administrator.email }));
  const wrong = right.replace(/.$/, (last) => (last === "7" ? "8" : "7"));
  for (let count = 0; count < 5; count += 1) {
    await enter(killed.administrator.email, wrong);
    await expect(refusalOn(page)).toContainText("don't open an invitation");
  }
  await expect(page.getByLabel("Code")).toHaveValue("");
  await expect(page.getByLabel("Work email")).toHaveValue(killed.administrator.email);
  await enter(killed.administrator.email, right);
  await expect(refusalOn(page)).toContainText("don't open an invitation");
  await createAccount(page, link);
});

test("an invitee says that this isn't them; the inviter is told, and a resend undoes it", async ({
  page,
  browser,
  mailbox,
}) => {
  const contoso = newOrganization("Declines");
  const mei = contoso.address("mei");
  await playCast(contoso, {
    colleagues: [{ email: mei, roles: ["ACCOUNT_VIEWER"], comesIn: false }],
  });
  const visitor = await (await browser.newContext()).newPage();
  const invitation = await mailbox.waitFor({ to: mei });
  await visitor.goto(linkIn(invitation));
  await visitor.getByRole("link", { name: "Not you, or the wrong address?" }).click();
  await visitor.getByRole("button", { name: "Decline" }).click();
  await expect(refusalOn(visitor)).toContainText("Nothing was changed yet");
  await visitor.getByLabel("Your reason").fill("I have never worked there");
  await visitor.getByRole("button", { name: "Decline" }).click();
  await expect(visitor.getByRole("main")).toContainText("You have declined");
  await visitor.goto(linkIn(invitation));
  await expect(
    visitor.getByRole("heading", { name: "This invitation was declined" }),
  ).toBeVisible();

  const told = await mailbox.waitFor({ to: contoso.administrator.email, subject: "declined" });
  expect(told.text).toContain("I have never worked there");
  await signIn(page, contoso.administrator.email);
  await page.goto(`${contoso.home}/access`);
  await expect(personRow(page, mei)).toContainText("I have never worked there");
  await waitOutTheGap(mei);
  await actOn(page, mei, "Resend invitation");
  const again = await mailbox.waitFor({ to: mei, after: invitation.id });
  await createAccount(visitor, linkIn(again));
});

test("an administrator sees that a colleague's mail came back, and puts it right", async ({
  page,
  mailbox,
}) => {
  const contoso = newOrganization("Bounced");
  const tom = contoso.address("tom");
  await playCast(contoso, {
    colleagues: [{ email: tom, roles: ["ACCOUNT_VIEWER"], comesIn: false }],
  });
  const sent = await mailbox.waitFor({ to: tom });
  await bounce(sent);
  const told = await mailbox.waitFor({
    to: contoso.administrator.email,
    subject: "could not be delivered",
  });
  expect(told.text).toContain("550 5.1.1 no such user");

  await signIn(page, contoso.administrator.email);
  await expect(page.getByRole("main")).toContainText("came back");
  await page.goto(`${contoso.home}/access`);
  await expect(personRow(page, tom)).toContainText("Address doesn't exist (bounced");
  // The link stays valid, and a resend tries the address once more.
  await waitOutTheGap(tom);
  await actOn(page, tom, "Resend invitation");
  await mailbox.waitFor({ to: tom, after: sent.id });
  await expect
    .poll(async () => {
      await page.reload();
      return personRow(page, tom).textContent();
    })
    .toContain("Their server took it on");
});

test("the first input on the page is noted as opened, a look at it is not", async ({
  page,
  browser,
  mailbox,
}) => {
  const contoso = newOrganization("Opened");
  const uwe = contoso.address("uwe");
  await playCast(contoso, {
    colleagues: [{ email: uwe, roles: ["ACCOUNT_VIEWER"], comesIn: false }],
  });
  const link = linkIn(await mailbox.waitFor({ to: uwe }));
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(link);
  await signIn(page, contoso.administrator.email);
  await page.goto(`${contoso.home}/access`);
  await expect(personRow(page, uwe)).toContainText("not opened yet");
  const noted = visitor.waitForResponse("**/api/opened");
  await visitor.getByLabel("First name").fill("Uwe");
  expect((await noted).status()).toBe(204);
  await page.reload();
  await expect(personRow(page, uwe)).toContainText(/Opened on .*, not finished/);
});

test("a reminder has a link of its own and a way to stop them, also by one click of a mail program", async ({
  page,
  request,
  mailbox,
}) => {
  const contoso = newOrganization("Reminded");
  const keiko = contoso.address("keiko");
  await playCast(contoso, {
    colleagues: [{ email: keiko, roles: ["ACCOUNT_VIEWER"], comesIn: false }],
  });
  const first = await mailbox.waitFor({ to: keiko });
  // A week passes: the worker's next round, which runs every five minutes, is asked for at once.
  await query(
    `UPDATE "Invitation" SET "noticeAt" = now() WHERE "membershipId" IN
       (SELECT "id" FROM "Membership" WHERE "emailKey" = $1)`,
    [keiko],
  );
  await query(`SELECT graphile_worker.add_job('remindInvitees')`);
  const reminder = await mailbox.waitFor({ to: keiko, after: first.id });
  expect(reminder.subject).toContain("Reminder");
  expect(linkIn(reminder)).not.toBe(linkIn(first));
  const target = /<([^>]+)>/.exec(reminder.headers["list-unsubscribe"] ?? "")?.[1] ?? "";
  expect(reminder.headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");

  const stop = target.replace("/api/", "/");
  expect(reminder.text).toContain(stop);
  await page.goto(stop);
  await expect(page.getByRole("heading", { name: "Stop these reminders" })).toBeVisible();
  const answer = await request.post(target, { form: { "List-Unsubscribe": "One-Click" } });
  expect(answer.status()).toBe(200);
  await page.reload();
  await expect(page.getByRole("heading", { name: "No more reminders" })).toBeVisible();
  await createAccount(page, linkIn(first));
});
