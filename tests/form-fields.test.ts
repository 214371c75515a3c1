import { parseWithZod } from "@conform-to/zod/v4";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { nextCount } from "../lib/auth/form-state";
import { knownFields } from "../lib/auth/known-fields";
import { updateTermsSchema } from "../lib/agreements/terms-schema";
import { bulkPeopleSchema } from "../lib/invitations/bulk-people";
import { inviteUserSchema } from "../lib/invitations/invite-user";
import { samples } from "./factories";

const inviting = z.object({ people: z.array(inviteUserSchema), intent: z.string() });

function form(parts: readonly (readonly [name: string, text: string])[]): FormData {
  const made = new FormData();
  for (const [name, text] of parts) made.append(name, text);
  return made;
}

const namesIn = (schema: z.ZodType, ...names: string[]) => {
  const { fields, tooManyRows } = knownFields(form(names.map((name) => [name, "x"])), schema);
  return { names: [...fields.keys()], tooManyRows };
};

const sources = import.meta.glob<string>("../lib/**/*.ts", { query: "?raw", import: "default" });
const modules = import.meta.glob<Record<string, unknown>>("../lib/**/*.ts");

/** Every schema of ours that a form is read by. */
const schemas: [name: string, schema: z.ZodType][] = [["people", inviting]];

beforeAll(async () => {
  for (const [file, load] of Object.entries(modules)) {
    const source = (await sources[file]?.()) ?? "";
    if (!/export const \w+Schema = z\s*\.object/.test(source)) continue;
    for (const [name, value] of Object.entries(await load())) {
      if (name.endsWith("Schema") && value instanceof z.ZodObject) schemas.push([name, value]);
    }
  }
}, 120_000);

describe("of a posted form only what the schema knows is read", () => {
  test("by name, in rows and in lists", () => {
    expect(
      namesIn(inviting, "people[0].email", "people[49].roles", "people[0].roles[3]", "intent")
        .names,
    ).toEqual(["people[0].email", "people[49].roles", "people[0].roles[3]", "intent"]);
    expect(namesIn(updateTermsSchema, "contacts[2].phone", "notes").names).toHaveLength(2);
    expect(namesIn(bulkPeopleSchema, "people", "role").names).toEqual(["people", "role"]);
  });

  test.each([
    ...["__intent__", "__state__", "$ACTION_REF_1", "$ACTION_KEY", "", "[", "]", "people[", "a.b"],
    ...["people", "people[0]", "people.email", "people[-1].email", "people[1.5].email"],
    ...["people[0].email.x", "people[0].email[0]", "people[0][0].email", "people[0].nickname"],
    ...["__proto__", "constructor", "people[0].__proto__", "people[0].constructor", "toString"],
    ...["people[0]['email']", "people[ 0 ].email", "x".repeat(100_000), "people[0].".repeat(5000)],
  ])("%j is none", (name) => {
    expect(namesIn(inviting, name)).toEqual({ names: [], tooManyRows: false });
  });

  test.each(["50", "51", "4294967294", "4294967295", "20000000", "99999999999999999999"])(
    "row %s is refused unread",
    (row) => {
      for (const name of [`people[${row}].email`, `people[0].roles[${row}]`]) {
        expect(namesIn(inviting, name)).toEqual({ names: [], tooManyRows: true });
      }
      const contact = namesIn(updateTermsSchema, `contacts[${row}].name`);
      expect(contact).toEqual({ names: [], tooManyRows: true });
    },
  );

  test("files and what isn't a form are left out", () => {
    const made = form([["intent", "x"]]);
    made.append("people[0].email", new File(["x"], "x.txt"));
    expect([...knownFields(made, inviting).fields.keys()]).toEqual(["intent"]);
    for (const other of [null, undefined, 7, "x", [], {}, new URLSearchParams("intent=x")]) {
      expect([...knownFields(other, inviting).fields.keys()]).toEqual([]);
    }
  });

  test("16,000 fields are looked at once each", () => {
    const made = form(Array.from({ length: 16_000 }, (_, n) => [`f${n}`, ""] as const));
    let asked = 0;
    const entries = made[Symbol.iterator].bind(made);
    Object.defineProperty(made, Symbol.iterator, {
      value: function* () {
        for (const entry of entries()) {
          asked += 1;
          yield entry;
        }
      },
    });
    for (const method of ["get", "getAll", "has"] as const) {
      Object.defineProperty(made, method, {
        value: () => {
          throw new Error("asked by name");
        },
      });
    }
    expect([...knownFields(made, inviting).fields.keys()]).toEqual([]);
    expect(asked).toBe(16_000);
  });
});

test("the form's last answer may be anything", () => {
  expect(nextCount({ status: "idle" })).toBe(1);
  expect(nextCount({ status: "done", count: 4 })).toBe(5);
  for (const state of [null, undefined, "x", [], { count: "9" }, { count: 1e400 }, { count: {} }]) {
    expect(nextCount(state)).toBe(1);
  }
});

test("no form can be posted that breaks its schema, or makes more of it than was posted", async () => {
  expect(schemas.length).toBeGreaterThan(20);
  for (const [name, schema] of schemas) {
    const known = "shape" in schema ? Object.keys(schema.shape as object) : [];
    const key = fc.oneof(
      fc.constantFrom(
        ...known,
        "people",
        "contacts",
        "email",
        "__proto__",
        "__intent__",
        "__state__",
      ),
      fc.string(),
    );
    const place = fc.oneof(
      fc.nat(60).map((n) => `[${n}]`),
      fc.constantFrom("[4294967294]", "[]", ".x", ".email", ".roles", "[0].email", "["),
    );
    const field = fc
      .tuple(key, fc.array(place, { maxLength: 4 }))
      .map(([first, rest]) => first + rest.join(""));
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("{", "x".repeat(65_536), "a@b.c", "\0", "null", "-1"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(field, text), { maxLength: 30 }), (parts) => {
        const { fields } = knownFields(form(parts), schema);
        const result = parseWithZod(fields, { schema });
        expect(["success", "error"], name).toContain(result.status);
        expect(JSON.stringify(result.payload).length).toBeLessThan(30 * 66_000 * 6);
        expect(longestList(result.payload)).toBeLessThanOrEqual(50);
        return Promise.resolve();
      }),
      samples(5, 500),
    );
  }
});

function longestList(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value).map(longestList);
  return Math.max(Array.isArray(value) ? value.length : 0, ...inner);
}
