import { describe, expect, test } from "vitest";
import * as server from "../bin/response-headers.mjs";
import * as links from "../lib/mail/links";
import { redactTokens } from "../lib/redact";
import { addressOf, PAGES, ROUTES } from "./access-matrix";

const token = "Zk3_".repeat(10) + "-Q9";

/** Every address that a mail can hold a token in, and every one that the portal answers at. */
const paths = [
  links.invitationHref(token),
  links.resetHref(token),
  links.operatorHref(token),
  links.objectionHref(token),
  links.stopRemindersHref(token),
  links.unsubscribeHref(token),
  links.confirmEmailHref(token),
  ...[...Object.keys(PAGES), ...Object.keys(ROUTES)]
    .map(addressOf)
    .filter((address) => address.includes("[token]"))
    .map((address) => address.replace("[token]", token)),
].map((address) => new URL(address, "http://portal.invalid").pathname);

describe.each([...new Set(paths)])("the address %s", (path) => {
  test("is kept by nobody and passed on by nobody", () => {
    expect(server.isTokenPath(path)).toBe(true);
  });

  test("stands in no log with its token", () => {
    expect(server.redactedPath(path)).not.toContain(token);
    for (const redact of [server.redactTokens, redactTokens]) {
      expect(redact(`at http://localhost${path}?x=1 in a mail`)).not.toContain(token);
    }
  });
});

test("an address without a token is logged as it is", () => {
  for (const path of ["/get-started", "/accounts/PA1/access", "/objections/1"]) {
    expect(server.redactedPath(path)).toBe(path);
    expect(redactTokens(path)).toBe(path);
  }
});
