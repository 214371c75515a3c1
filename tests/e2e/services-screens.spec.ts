import { addressFor, oneOfEachRole, playCast } from "./cast";
import { query } from "./database";
import { expect, test } from "./fixtures";
import { newOrganization } from "./organization";
import { playOnce } from "./play-once";
import { beSignedIn, BUDGET, look, type Open, sampled, visit } from "./screen-checks";
import { openDomain, seat, subscribe } from "./subscriptions";

test.describe.configure({ mode: "parallel" });
// The pictures say more than a recording, which would double the time.
test.use({ trace: "off" });

// Each worker has a world of its own: an account in use, and one that still needs a domain.
const house = newOrganization("Provisioned");
const gated = newOrganization("Gated");
const operator = house.address("operator");
const full = { id: "" };

test.beforeEach(() => playOnce(play));

async function play() {
  await playCast(house, { colleagues: oneOfEachRole(house, ["ACCOUNT_VIEWER"]), operator });
  await playCast(gated);
  await openDomain(house);
  const quill = `QUILL-${house.key}`;
  full.id = await subscribe(house, {
    ...{ service: quill, name: "Quill Documents Online", seats: 4, automatic: true },
  });
  for (const name of ["dana", "wolfeschlegelsteinhausenbergerdorff.long", "noor", "mia", "tom"])
    await seat(full.id, house.address(name));
  await subscribe(house, { service: "MAPS", name: "Atlas Online", seats: 12500, from: 40 });
  await subscribe(house, { service: "MAIL", name: "Harbor Mail Online", seats: 40, until: -3 });
  await subscribe(gated, { service: "MAPS", name: "Atlas Online", seats: 40 });
  await query(
    `INSERT INTO "ApiKey" ("id", "serviceKey", "name", "prefix", "keyHash", "createdById", "createdAt", "revokedAt")
     SELECT gen_random_uuid(), 'MAPS', x.name, 'bcs_' || left(md5(x.name || $1), 6),
       sha256((x.name || $1)::bytea), u."id", now(), x."at"
     FROM "User" u, (VALUES ('Atlas, production', NULL), ('Atlas, before', now())) x(name, "at")
     WHERE u."emailKey" = $1`,
    [operator],
  );
}

const one: Open = ({ page }) => page.goto(`${house.home}/services/${full.id}`);

const STATES: Record<string, { who?: string; open: Open }> = {
  services: { open: visit(`${house.home}/services`) },
  "services-gated": {
    who: gated.administrator.email,
    open: visit(`${gated.home}/services`),
  },
  subscription: { open: one },
  "subscription-viewer": { who: addressFor(house, "ACCOUNT_VIEWER"), open: one },
  "subscription-refused": {
    open: async (tools) => {
      await one(tools);
      await tools.page.getByLabel("Email addresses").fill("eve@elsewhere.example\nnobody");
      await tools.page.getByRole("button", { name: "Assign seats" }).click();
      await expect(tools.page.getByText("2 rows were refused:")).toBeVisible();
    },
  },
  "subscription-ignored": {
    open: ({ page }) => page.goto(`${house.home}/services/${full.id}?view=made-up&search=nobody`),
  },
  "service-keys": { who: operator, open: visit("/operator/service-keys") },
};

for (const [name, { open, who = house.administrator.email }] of sampled(STATES)) {
  test(`${name} is accessible, steady and light in both themes and widths`, async ({
    page,
    mailbox,
    portal,
  }) => {
    await beSignedIn(page, who);
    await look({ page, mailbox, portal }, name, open, BUDGET.signedIn);
  });
}
