import { readFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { env } from "../env";
import type { AdministratorState } from "../designations/administrator-state";
import { type AccountOutcome, addAgreements } from "../organizations/add-agreements";
import { readAgreementFile } from "../organizations/agreement-file";
import type { Difference } from "../organizations/compare-agreement";
import { SYSTEM } from "../policy/actor";
import { type Command, isoDay, print, UsageError } from "./command";

export const agreementAdd: Command = {
  usage: "--file <agreement.json or -> [--update] [--json]",
  what: "records signed agreements and invites their Purchasing Account Administrators",
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: {
        file: { type: "string" },
        update: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    if (values.file === undefined) throw new UsageError("--file is missing");
    const file = readAgreementFile(await read(values.file));
    if ("problems" in file) {
      const lines = file.problems.map(
        ({ record, field, reason }) => `record ${record}, ${field}: ${reason}`,
      );
      return refuse(values.json, file, [...lines, "Nothing was imported."]);
    }
    const { accounts, differences } = await addAgreements(SYSTEM, file.records, values);
    if (differences.length > 0) {
      return refuse(values.json, { differences }, [
        ...differences.map(differenceLine),
        remedy(differences, values.update),
      ]);
    }
    print(values.json, { accounts }, accounts.map(accountLine));
    for (const { personalMail, administrator } of accounts) {
      if (personalMail) console.error(`Note: ${administrator} is a personal mailbox.`);
    }
    return 0;
  },
};

function refuse(json: boolean, data: unknown, lines: readonly string[]): number {
  if (json) print(true, data, []);
  for (const line of lines) console.error(line);
  return 1;
}

function read(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  return readFile(path.resolve(env.callerDirectory, file), "utf8").catch((error: unknown) => {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  });
}

function differenceLine({ agreementNumber, field, recorded, inFile }: Difference): string {
  return `agreement ${agreementNumber}, ${field}: recorded is ${recorded}, the file says ${inFile}`;
}

function remedy(differences: readonly Difference[], update: boolean): string {
  if (!differences.some(({ refused }) => refused)) {
    return "Nothing was changed. With --update the file's version is recorded.";
  }
  const administrator = differences.some(({ field }) => field.includes(".administrator."));
  const reason = administrator
    ? "A designated administrator isn't changed by a file."
    : "A number or a purchasing account isn't moved or removed by a file.";
  return `Nothing was changed${update ? ", also not with --update" : ""}. ${reason}`;
}

function accountLine({ accountNumber, administrator, state, invited }: AccountOutcome): string {
  return `${accountNumber}  ${administrator}  ${stateWords(state, invited)}`;
}

function stateWords(state: AdministratorState, invited: boolean): string {
  switch (state.kind) {
    case "hasAccess":
      return "has access";
    case "withoutAccess":
      return "designated, without access";
    case "declined":
      return `declined on ${isoDay(state.since)}`;
    case "expired":
      return `invitation ran out on ${isoDay(state.since)}`;
    case "invited":
      return invited ? `invited until ${isoDay(state.until)}` : "already invited";
  }
}
