import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The secrets of the embedded mode, made on the first start: DATA_DIR/secrets.json, mode 0600. */
export function embeddedSecrets(dataDir) {
  const file = join(dataDir, "secrets.json");
  mkdirSync(dataDir, { recursive: true });
  const made = {
    secrets: randomBytes(32).toString("base64url"),
    databasePassword: randomBytes(24).toString("base64url"),
  };
  try {
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: "wx" });
    return made;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return JSON.parse(readFileSync(file, "utf8"));
  }
}
