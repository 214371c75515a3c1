import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { decrypt, encrypt, randomCode } from "../lib/secrets";

const owner = randomUUID();
const mine = { purpose: "totp", owner } as const;

test("what is sealed opens again, and looks different each time", () => {
  const sealed = [encrypt("JBSWY3DPEHPK3PXP", mine), encrypt("JBSWY3DPEHPK3PXP", mine)];
  expect(sealed.map((one) => decrypt(one, mine))).toEqual(sealed.map(() => "JBSWY3DPEHPK3PXP"));
  expect(sealed[0]).not.toEqual(sealed[1]);
  expect(Buffer.from(sealed[0] ?? []).toString("latin1")).not.toContain("JBSW");
});

test("a row copied to another person, or read as something else, doesn't open", () => {
  const sealed = encrypt("JBSWY3DPEHPK3PXP", mine);
  expect(decrypt(sealed, { ...mine, owner: randomUUID() })).toBeUndefined();
  expect(decrypt(sealed, { ...mine, purpose: "demo" })).toBeUndefined();
});

test("a flipped bit anywhere, a cut and rubbish don't open", () => {
  const sealed = encrypt("JBSWY3DPEHPK3PXP", mine);
  for (const [at, byte] of sealed.entries()) {
    const flipped = Uint8Array.from(sealed);
    flipped[at] = byte ^ 1;
    expect(decrypt(flipped, mine), `byte ${at}`).toBeUndefined();
  }
  for (const length of [0, 1, 11, 12, 27, 28, sealed.length - 1]) {
    expect(decrypt(sealed.subarray(0, length), mine), `${length} bytes`).toBeUndefined();
  }
});

test("new SECRETS before the old ones open old rows; without the old ones nothing does", async () => {
  const sealed = encrypt("JBSWY3DPEHPK3PXP", mine);
  const kept = process.env.SECRETS;
  vi.resetModules();
  process.env.SECRETS = `${"n".repeat(40)},${kept}`;
  const rotated = await import("../lib/secrets");
  expect(rotated.decrypt(sealed, mine)).toBe("JBSWY3DPEHPK3PXP");
  const fresh = rotated.reseal(sealed, mine) ?? new Uint8Array();
  expect(rotated.reseal(fresh, mine)).toBeNull();

  vi.resetModules();
  process.env.SECRETS = "n".repeat(40);
  const last = await import("../lib/secrets");
  expect(last.decrypt(sealed, mine)).toBeUndefined();
  expect(last.reseal(sealed, mine)).toBeNull();
  expect(last.decrypt(fresh, mine)).toBe("JBSWY3DPEHPK3PXP");
});

test("random codes have signs that nobody confuses, and don't repeat", () => {
  const codes = Array.from({ length: 500 }, () => randomCode(10));
  expect(new Set(codes).size).toBe(500);
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{10}$/);
});
