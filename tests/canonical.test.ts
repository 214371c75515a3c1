import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeReturnTo } from "../lib/auth/return-to";
import { addressBlock } from "../lib/address-block";
import { baseOf, numberKey, parseAddress } from "../lib/canonical";
import { foldText } from "../lib/fold-text";
import { samples } from "./factories";

const holds = <T>(given: fc.Arbitrary<T>, property: (value: T) => void) =>
  fc.assert(
    fc.property(given, (value) => void property(value)),
    samples(300, 20_000),
  );

const text = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
const domainish = fc.oneof(
  text,
  fc.domain(),
  fc
    .tuple(
      fc.domain(),
      fc.constantFrom("/", "?", "#", "%41", ":", "\\", "\u00ad", "。", "@"),
      fc.domain(),
    )
    .map((parts) => parts.join("")),
  fc.constantFrom(
    "münchen.de",
    "例え.テスト",
    "contoso.com.",
    "ＣＯＮＴＯＳＯ.com",
    "xn--mnchen-3ya.de",
  ),
);
const addressish = fc.oneof(
  text,
  fc.emailAddress(),
  fc.tuple(text, domainish).map((parts) => parts.join("@")),
  fc.tuple(fc.stringMatching(/^[a-z0-9]{1,8}$/), domainish).map((parts) => parts.join("@")),
);

describe("parseAddress (edges 13 to 16)", () => {
  test("what it takes is one plain ASCII key, and parsing the key or the shown form gives it again", () => {
    holds(addressish, (typed) => {
      const address = parseAddress(typed);
      if (typeof address === "string") return;
      expect(address.emailKey).toMatch(/^[\x21-\x7e]{1,64}@[a-z0-9.-]{3,253}$/);
      expect(address.emailKey).toBe(address.emailKey.toLowerCase());
      expect(parseAddress(address.emailKey)).toMatchObject({ emailKey: address.emailKey });
      expect(parseAddress(address.email)).toEqual(address);
    });
  });

  test("what it shows and mails carries nothing that the key doesn't", () => {
    holds(addressish, (typed) => {
      const address = parseAddress(typed);
      if (typeof address === "string") return;
      expect(address.email).toMatch(/^[\x21-\x7e]+@[\p{L}\p{M}\p{N}.-]+$/u);
    });
  });

  test("case, spaces around, a trailing dot and full-width letters make no other person", () => {
    holds(fc.emailAddress(), (typed) => {
      const address = parseAddress(typed);
      if (typeof address === "string") return;
      const wide = typed.replace(/[!-~]/g, (sign) =>
        String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
      );
      for (const other of [typed.toUpperCase(), ` ${typed}\t`, `${typed}.`, wide, `<${typed}>`]) {
        expect(parseAddress(other)).toMatchObject({ emailKey: address.emailKey });
      }
    });
  });

  test("the limits' base is without the tag, and stays what it is", () => {
    expect(baseOf("tom+a+b@contoso.com")).toBe("tom@contoso.com");
    holds(fc.emailAddress(), (typed) => expect(baseOf(baseOf(typed))).toBe(baseOf(typed)));
  });
});

describe("numberKey (R24, decision 1)", () => {
  test("is letters and digits in upper case, and its own key", () => {
    holds(text, (typed) => {
      const key = numberKey(typed);
      expect(key).toMatch(/^[\p{L}\p{N}]*$/u);
      expect(numberKey(key)).toBe(key);
    });
  });

  test("spaces, dashes, case and full-width forms make no other number", () => {
    holds(fc.stringMatching(/^[A-Z0-9]{1,20}$/), (number) => {
      const dashed = [...number].join("-");
      for (const typed of [dashed, number.toLowerCase(), ` ${number} `, [...number].join(" ")]) {
        expect(numberKey(typed)).toBe(number);
      }
    });
    expect(numberKey("ＰＡ－００４８２１３")).toBe("PA0048213");
  });
});

describe("foldText", () => {
  test("is its own fold, without marks, capitals or outer spaces", () => {
    holds(text, (typed) => {
      const folded = foldText(typed);
      expect(foldText(folded)).toBe(folded);
      expect(folded).not.toMatch(/\p{M}|\p{Lu}|^\s|\s$|\s\s/u);
    });
    expect(foldText("  Ångström   ÉVA ")).toBe("angstrom eva");
  });
});

const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });
const hex = (group: number) => group.toString(16);

describe("addressBlock (decision 17)", () => {
  test("of an IPv4 address is the address itself", () => {
    holds(fc.ipV4(), (address) => {
      expect(addressBlock(address)).toBe(address);
      const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
      const groups = [(a << 8) | b, (c << 8) | d].map((group) => group.toString(16)).join(":");
      // However it is written within IPv6: nobody shares a counter with everybody.
      for (const mapped of [`::ffff:${address}`, `::ffff:${groups}`, `0:0:0:0:0:FFFF:${groups}`]) {
        expect(addressBlock(mapped)).toBe(address);
      }
    });
  });

  test("of every address of one /64, in every spelling, is the same", () => {
    holds(fc.tuple(groups, groups), ([one, other]) => {
      const here = one.map(hex);
      const neighbour = [...here.slice(0, 4), ...other.slice(4).map(hex)].join(":");
      const block = addressBlock(here.join(":"));
      expect(addressBlock(neighbour)).toBe(block);
      expect(
        addressBlock(
          here
            .map((group) => group.padStart(4, "0"))
            .join(":")
            .toUpperCase(),
        ),
      ).toBe(block);
      expect(addressBlock(`${here.slice(0, 4).join(":")}::`)).toBe(block);
      expect(addressBlock(`${here.slice(0, 4).join(":")}::1`)).toBe(block);
    });
  });

  test("of another /64 is another", () => {
    holds(fc.tuple(groups, groups), ([one, other]) => {
      const same = one.slice(0, 4).join() === other.slice(0, 4).join();
      const blocks = [one, other].map((address) => addressBlock(address.map(hex).join(":")));
      expect(blocks[0] === blocks[1]).toBe(same);
    });
  });

  test("is always something to count by", () => {
    holds(fc.oneof(fc.ipV6(), fc.ipV4(), text), (address) =>
      expect(addressBlock(address)).not.toBe(""),
    );
  });
});

describe("safeReturnTo (edge 51, decision 11)", () => {
  const path = fc.oneof(
    text,
    fc.webUrl(),
    fc
      .tuple(
        fc.constantFrom(
          "/accounts",
          "/profile",
          "/operator",
          "/partner",
          "/",
          "//",
          "/\\",
          "/get-started/",
        ),
        text,
      )
      .map((parts) => parts.join("")),
  );

  test("leads to a page of our own or nowhere", () => {
    holds(path, (value) => {
      const safe = safeReturnTo(value);
      if (safe === null) return;
      const { origin, pathname } = new URL(safe, "https://portal.example");
      expect(origin).toBe("https://portal.example");
      expect(pathname).toMatch(/^\/(accounts|profile|operator|partner)(\/|$)/);
      expect(safeReturnTo(safe)).toBe(safe);
    });
  });

  test.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/accounts/../get-started/x",
    "/accounts/..//evil.example",
    "/get-started/abc",
    "/reset-password/abc",
    "/api/auth/signout",
    "/accountsevil",
    "/accounts\r\nSet-Cookie: a=b",
    `/accounts/${"x".repeat(400)}`,
    "",
  ])("%j is nowhere", (value) => expect(safeReturnTo(value)).toBeNull());

  test.each([
    "/accounts/PA0048213",
    "/profile",
    "/operator?after=PA1",
    "/partner/accounts/PA1",
    "/accounts/PA1/access?search=a%20b",
  ])("%s is a page", (value) => expect(safeReturnTo(value)).toBe(value));
});
