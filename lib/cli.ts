// bin/portal runs this file; it talks to the database through the verbs that pages use.
import { administratorChange } from "./cli/administrator-change";
import { agreementAdd } from "./cli/agreement-add";
import { auditErase } from "./cli/audit-erase";
import { auditExport } from "./cli/audit-export";
import { auditVerify } from "./cli/audit-verify";
import { doctor } from "./cli/doctor";
import { importCommand } from "./cli/import";
import { migrateCommand } from "./cli/migrate";
import { operatorCreate } from "./cli/operator-create";
import { outbox } from "./cli/outbox";
import { secondFactorReset } from "./cli/second-factor-reset";
import { secretsRotate } from "./cli/secrets-rotate";
import { UsageError, type Command } from "./cli/command";
import { DomainError } from "./errors";
import { sentence } from "./messages";

const COMMANDS: Record<string, Command> = {
  "operator create": operatorCreate,
  "agreement add": agreementAdd,
  "administrator change": administratorChange,
  "second-factor reset": secondFactorReset,
  "secrets rotate": secretsRotate,
  import: importCommand,
  outbox,
  "audit verify": auditVerify,
  "audit export": auditExport,
  "audit erase": auditErase,
  migrate: migrateCommand,
  doctor,
};

process.exit(await run(process.argv.slice(2)));

/** 0 done, 1 refused or failed, 2 called wrongly. */
async function run(args: string[]): Promise<number> {
  const name = Object.keys(COMMANDS).find((known) => `${args.join(" ")} `.startsWith(`${known} `));
  const command = name === undefined ? undefined : COMMANDS[name];
  if (name === undefined || !command) return usage();
  try {
    return await command.run(args.slice(name.split(" ").length));
  } catch (error) {
    if (error instanceof UsageError || isArgumentError(error)) {
      console.error(error.message);
      console.error(`Usage: portal ${name} ${command.usage}`);
      return 2;
    }
    if (error instanceof DomainError) {
      // A form marks its fields; here the sentences of the fields are the answer.
      const words = Object.values(error.fields);
      for (const one of words.length > 0 ? words : [error.sentence]) console.error(sentence(one));
      return 1;
    }
    if (isMissingTable(error)) console.error("The schema is missing. Run: bin/portal migrate");
    else console.error(error);
    return 1;
  }
}

function usage(): number {
  console.error("Usage: portal <command>, with --json for a machine's answer\n");
  for (const [name, { usage: rest, what }] of Object.entries(COMMANDS)) {
    console.error(`  ${`${name} ${rest}`.trim()}\n      ${what}`);
  }
  return 2;
}

function isMissingTable(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2021";
}

function isArgumentError(error: unknown): error is Error {
  return (
    error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")
  );
}
