import { playCast } from "./cast";
import { expect, test } from "./fixtures";
import { newOrganization } from "./organization";
import { refusalOn } from "./people";
import { playOnce } from "./play-once";
import { beSignedIn, BUDGET, look, type Open, sampled, visit } from "./screen-checks";

test.describe.configure({ mode: "parallel" });
// The pictures say more than a recording, which would double the time.
test.use({ trace: "off" });

// Each worker has a world of its own: an account with keys in every state, and one without any.
const house = newOrganization("Licensed");
const quiet = newOrganization("Keyless");
const servers = "Harbor Server";
const apps = "Applications";

test.beforeEach(() => playOnce(play));

async function play() {
  const secret = (sign: string) => `${sign.repeat(5)}-HJKMP-QRTVW-XY234-6789${sign}`;
  await playCast(house, {
    keys: [
      ...[
        { product: "Harbor Server Standard 2025", secret: secret("B"), allowed: 1250, used: 310 },
        { product: "Harbor Server Enterprise 2025", secret: secret("C"), allowed: 100, used: 97 },
        { product: "Harbor Server Enterprise 2025", secret: secret("D") },
        { product: "Harbor Server Professional 2022", secret: secret("F"), allowed: 5, used: 5 },
      ].map((key) => ({ ...key, family: servers })),
      ...[
        {
          product: "Quill Documents Standard 2022",
          secret: secret("G"),
          status: "REPLACED" as const,
        },
        { product: "Prism Analytics", secret: secret("H"), status: "BLOCKED" as const },
        { product: "Atlas Maps Standard 2022" },
      ].map((key) => ({ ...key, family: apps })),
    ],
  });
  await playCast(quiet);
}

const openKey: Open = async ({ page }) => {
  await page.goto(`${house.home}/keys?search=standard+2025`);
  await page.getByRole("link", { name: /Show the key/ }).click();
  await page.waitForURL(/\/keys\/[\da-f-]{36}$/);
};

const STATES: Record<string, { who?: string; open: Open }> = {
  keys: { open: visit(`${house.home}/keys`) },
  "keys-filtered-none": { open: visit(`${house.home}/keys?search=loom&status=BLOCKED`) },
  "keys-ignored": { open: visit(`${house.home}/keys?family=Made+up&status=lost`) },
  "keys-empty": { who: quiet.administrator.email, open: visit(`${quiet.home}/keys`) },
  "key-refused": {
    open: async (tools) => {
      await openKey(tools);
      await tools.page.getByRole("button", { name: "SHOW KEY" }).click();
      await expect(refusalOn(tools.page)).toBeVisible();
    },
  },
  "key-shown": {
    open: async (tools) => {
      await openKey(tools);
      await tools.page.getByLabel("Reason").selectOption("INSTALL");
      await tools.page.getByRole("button", { name: "SHOW KEY" }).click();
      await expect(tools.page.getByText("This is the key.")).toBeVisible();
    },
  },
  "keys-export": { open: visit(`${house.home}/keys/export?family=Harbor+Server`) },
  "keys-export-refused": { open: visit(`${house.home}/keys/export?refused=passwordWrong`) },
};

for (const [name, { who = house.administrator.email, open }] of sampled(STATES)) {
  test(`${name} is accessible, steady and light in both themes and widths`, async ({
    page,
    mailbox,
    portal,
  }) => {
    await beSignedIn(page, who);
    await look({ page, mailbox, portal }, name, open, BUDGET.signedIn);
  });
}
