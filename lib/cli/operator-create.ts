import { parseArgs } from "node:util";
import { createOperator, createOperatorSchema } from "../accounts/create-operator";
import { operatorHref } from "../mail/links";
import { SYSTEM } from "../policy/actor";
import { complaints, type Command, isoMinute, print, UsageError } from "./command";

export const operatorCreate: Command = {
  usage: "--email E --first-name F --last-name L [--json]",
  what: "makes an operator; prints a one-time link to set the password",
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: {
        email: { type: "string" },
        "first-name": { type: "string" },
        "last-name": { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    const input = createOperatorSchema.safeParse({
      email: values.email,
      firstName: values["first-name"],
      lastName: values["last-name"],
    });
    if (!input.success) throw new UsageError(complaints(input.error.issues, OPTIONS).join("\n"));
    const result = await createOperator(SYSTEM, input.data);
    if (result.outcome === "granted") {
      const line = `${result.email} has an account and can open the operator's desk. They keep their password.`;
      print(values.json, result, [line]);
      return 0;
    }
    const link = operatorHref(result.token);
    print(values.json, { outcome: "link", link, expiresAt: result.expiresAt }, [
      link,
      `Opens once, until ${isoMinute(result.expiresAt)}. Hand it only to that person.`,
    ]);
    return 0;
  },
};

const OPTIONS = { email: "--email", firstName: "--first-name", lastName: "--last-name" };
