import { parseArgs } from "node:util";
import { db } from "../db/client";
import { numberKey } from "../canonical";
import {
  correctAddress,
  correctAddressSchema,
  replaceAdministrator,
  replaceAdministratorSchema,
  type ChangeOutcome,
} from "../designations/change-administrator";
import { notFound } from "../errors";
import { SYSTEM } from "../policy/actor";
import { complaints, isoMinute, print, UsageError, type Command } from "./command";

export const administratorChange: Command = {
  usage: "--account N --email E [--first-name F --last-name L --language de --country DE] [--json]",
  what: "designates another person as administrator; with an email alone corrects the address",
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: {
        account: { type: "string" },
        email: { type: "string" },
        "first-name": { type: "string" },
        "last-name": { type: "string" },
        language: { type: "string" },
        country: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    if (values.account === undefined) throw new UsageError("--account is missing");
    const place = { account: values.account, version: await versionOf(values.account) };
    const input = {
      ...place,
      email: values.email,
      firstName: values["first-name"],
      lastName: values["last-name"],
      language: values.language,
      country: values.country,
    };
    const named = [input.firstName, input.lastName, input.language, input.country];
    const outcome = named.every((value) => value === undefined)
      ? await correctAddress(SYSTEM, read(correctAddressSchema, input))
      : await replaceAdministrator(SYSTEM, read(replaceAdministratorSchema, input));
    print(values.json, outcome, [words(outcome)]);
    return 0;
  },
};

/** The command line shows no page that could have aged: it takes the version as it is now. */
async function versionOf(account: string): Promise<number> {
  const found = await db.purchasingAccount.findUnique({
    where: { numberKey: numberKey(account) },
    select: { version: true },
  });
  if (!found) throw notFound();
  return found.version;
}

const OPTIONS: Partial<Record<string, string>> = {
  account: "--account",
  email: "--email",
  firstName: "--first-name",
  lastName: "--last-name",
  language: "--language",
  country: "--country",
};

function read<T>(schema: { safeParse: (input: unknown) => SafeParsed<T> }, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new UsageError(complaints(result.error.issues, OPTIONS).join("\n"));
}

type SafeParsed<T> =
  | { success: true; data: T }
  | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };

function words({ state, email, actsAt }: ChangeOutcome): string {
  switch (state) {
    case "APPLIED":
      return `${email} is designated now.`;
    case "REVIEW":
      return `${email} is an address of a partner: an operator decides, on the desk below Decisions.`;
    case "WAITING":
    case "OBJECTED":
    case "CANCELLED":
    case "REFUSED":
      return `${email} will be designated on ${isoMinute(actsAt)}, unless somebody of the organization objects.`;
  }
}
