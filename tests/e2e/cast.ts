import { execFile } from "node:child_process";
import type { Role } from "../../lib/policy/roles";
import { settings } from "./database";
import { agreementFile, type Organization } from "./organization";
import { PASSWORDS } from "./passwords";
import type { Colleague, Play } from "./play-cast";

interface Cast {
  readonly colleagues?: readonly Colleague[];
  readonly operator?: string;
}

/** Makes an organization whose people are in already, through the verbs and at once; all have one password. */
export function playCast(organization: Organization, cast: Cast = {}): Promise<void> {
  const play: Play = {
    agreement: agreementFile(organization),
    account: organization.key,
    administrator: organization.administrator.email,
    password: PASSWORDS.own,
    colleagues: cast.colleagues ?? [],
    ...(cast.operator === undefined ? {} : { operator: cast.operator }),
  };
  return new Promise((resolve, reject) => {
    const args = ["--import", "tsx", "tests/e2e/play-cast.ts"];
    const env = { ...process.env, ...settings() };
    const child = execFile(process.execPath, args, { env }, (error, _output, complaints) => {
      if (error) reject(new Error(`The cast could not be played:\n${complaints}`));
      else resolve();
    });
    child.stdin?.end(JSON.stringify(play));
  });
}

/** One colleague for each of the six roles, named by it. */
export const oneOfEachRole = (organization: Organization, roles: readonly Role[]): Colleague[] =>
  roles.map((role) => ({ email: addressFor(organization, role), roles: [role] }));

export const addressFor = (organization: Organization, role: Role): string =>
  organization.address(role.toLowerCase().replaceAll("_", "-"));
