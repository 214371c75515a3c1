import { playCast } from "./cast";
import { test } from "./fixtures";
import { newOrganization } from "./organization";
import { playOnce } from "./play-once";
import { beSignedIn, BUDGET, look, type Open, sampled, visit } from "./screen-checks";

test.describe.configure({ mode: "parallel" });
// The pictures say more than a recording, which would double the time.
test.use({ trace: "off" });

const house = newOrganization("Software");
const quiet = newOrganization("Bare");

test.beforeEach(() => playOnce(play));

async function play() {
  const secret = (sign: string) => `${sign.repeat(5)}-HJKMP-QRTVW-XY234-6789${sign}`;
  const file = (language: string, platform: string) => ({ language, platform, bytes: 3_210_000 });
  await playCast(house, {
    keys: [
      { product: "Atlas Maps Standard 2022", family: "Applications", hasDownload: false },
      {
        product: "Harbor Server Enterprise 2025",
        family: "Harbor Server",
        secret: secret("C"),
        files: [
          file("English", "Linux x64"),
          file("English", "Windows x64"),
          file("Portuguese (Brazil)", "Windows x64"),
        ],
      },
      { product: "Loom Developer", family: "Applications", secret: secret("D") },
      {
        product: "Prism Analytics",
        family: "Applications",
        files: [file("English", "Windows Server 2025 x64")],
      },
    ],
  });
  await playCast(quiet);
}

const STATES: Record<string, { who?: string; open: Open }> = {
  downloads: { open: visit(`${house.home}/downloads`) },
  "downloads-filtered-none": {
    open: visit(`${house.home}/downloads?search=loom&platform=Linux+x64&language=Latin`),
  },
  "downloads-empty": { who: quiet.administrator.email, open: visit(`${quiet.home}/downloads`) },
  "downloads-refused": { open: visit(`${house.home}/downloads?refused=downloadUnavailable`) },
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
