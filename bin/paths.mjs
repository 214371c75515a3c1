import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** A path below the checkout. */
export function inRoot(...parts) {
  return resolve(root, ...parts);
}
