import { expect, test } from "vitest";
import { redirect, seeOther } from "../lib/auth/redirect";

test.each([
  ["/accounts/PA1/access?refused=importNul#top", "/accounts/PA1/access?refused=importNul#top"],
  ["/accounts/客户001/access", "/accounts/%E5%AE%A2%E6%88%B7001/access"],
  ["/accounts/ŁÓDŹ7?search=a%26b+c", "/accounts/%C5%81%C3%93D%C5%B97?search=a%26b+c"],
  ["/accounts/%E5%AE%A2/orders/𠀀", "/accounts/%E5%AE%A2/orders/%F0%A0%80%80"],
])("%s is led to in letters that a header can carry", (path, location) => {
  expect(seeOther(path).headers.get("location")).toBe(location);
  const digest = `NEXT_REDIRECT;replace;${location};307;`;
  expect(() => redirect(path)).toThrow(expect.objectContaining({ digest }));
});
