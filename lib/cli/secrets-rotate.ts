import { parseArgs } from "node:util";
import { resealSecondFactors } from "../accounts/reseal-second-factors";
import { resealLicenseKeys } from "../keys/reseal-license-keys";
import { type Command, print } from "./command";

export const secretsRotate: Command = {
  usage: "[--json]",
  what: "seals product keys and the apps' secrets anew with the first of SECRETS",
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: { json: { type: "boolean", default: false } },
    });
    const { sealed: keys, removed, kept } = await resealLicenseKeys();
    const secondFactors = await resealSecondFactors();
    print(values.json, { keys, twice: { removed, kept }, secondFactors }, [
      `Product keys sealed anew: ${keys}`,
      `Second rows of the same key removed: ${removed}`,
      `Second rows of the same key that stay, since the trail names them: ${kept}`,
      `Secrets of authenticator apps sealed anew: ${secondFactors}`,
      "What isn't counted was sealed with the first of SECRETS already, or opens with none of them.",
    ]);
    return 0;
  },
};
