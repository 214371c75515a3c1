import { parseArgs } from "node:util";
import { erasePersonal } from "../audit/erase-personal";
import { SYSTEM } from "../policy/actor";
import { type Command, print, UsageError } from "./command";

export const auditErase: Command = {
  usage: "--email E [--json]",
  what: "erases a person's names and addresses from the trail; events and chains stay",
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: { email: { type: "string" }, json: { type: "boolean", default: false } },
    });
    if (values.email === undefined) throw new UsageError("--email: whose names and addresses?");
    const result = await erasePersonal(SYSTEM, { email: values.email });
    print(values.json, result, [`Erased beside ${result.erased} events.`]);
    return 0;
  },
};
