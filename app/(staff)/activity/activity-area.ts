import { typedIn } from "@/lib/page-address";
import type { Actor } from "@/lib/policy/actor";

/** Whose trail a screen shows; the one in the address decides who one is (decision 2). */
export type Area = Extract<Actor["kind"], "member" | "partner" | "operator">;

type Query = Record<string, string | string[] | undefined>;

const NAMES = ["person", "account", "kind", "object", "from", "to"] as const;

/** The filter in the address of a page or an export, without what is empty. */
export function filterOf(query: Query): Record<string, string> {
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = typedIn(query, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
