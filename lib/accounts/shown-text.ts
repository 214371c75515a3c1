import { withoutInvisible } from "../tidy";

/** A text about somebody as screens show it: what came along unseen is gone, but signs that turn others. */
export function shownText(typed: string): string {
  return typed
    .normalize("NFC")
    .split(TURNING)
    .map((part, index) => (index % 2 === 0 ? withoutInvisible(part) : part))
    .join("");
}

/** Whether nothing in a text hides, turns the rest around, or could be markup. */
export function isShowable(text: string): boolean {
  return !/[\p{Cc}\p{Co}\p{Cn}\p{Cs}<>]/u.test(text) && !TURNING.test(text);
}

/** Overrides and embeddings show "fdp.exe" as "exe.pdf": refused, since nobody's name has them. */
const TURNING = /([\u202a-\u202e\u2066-\u2069]+)/u;
