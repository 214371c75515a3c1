import { refusedPersonalDomain } from "../accounts/personal-mail";
import { parseAddress } from "../canonical";
import type { Sentence } from "../errors";
import { inviteUserSchema, type InviteUserInput } from "../invitations/invite-user";
import { MAIL_LANGUAGES } from "../languages";
import { mayAssignAll } from "../policy/assignable-roles";
import { sortRoles, type Role } from "../policy/roles";
import type { Column } from "./columns";
import { countryNamed, languageNamed, roleNamed } from "../accounts/named";

/** What is wrong with a cell, or with the row as a whole. */
export interface CellError extends Sentence {
  readonly column: Column | null;
}

export type Person =
  | { readonly input: InviteUserInput; readonly emailKey: string }
  | { readonly errors: readonly CellError[]; readonly emailKey?: string };

/** Reads one row as Invite Users would, and says everything that is wrong with it at once. */
export function readPerson(
  cells: Readonly<Record<Column, string>>,
  assigner: readonly Role[],
): Person {
  const roles = rolesIn(cells.roles);
  const language = languageNamed(cells.language);
  const country = countryNamed(cells.country);
  const parsed = inviteUserSchema.safeParse({ ...cells, language, country, roles: roles.known });
  const address = parseAddress(cells.email);
  const errors = [
    ...addressErrors(cells.email),
    ...(parsed.error?.issues ?? []).map(({ path, message }) => complaint(path[0], message)),
    ...roles.unknown.map((typed) => at("roles", "importRoleUnknown", { typed: short(typed) })),
  ].flatMap((error) => better(error, cells));
  if (roles.known.length > 0 && !mayAssignAll(assigner, roles.known)) {
    errors.push(at("roles", "rolesNotAssignable"));
  }
  const emailKey = typeof address === "string" ? {} : { emailKey: address.emailKey };
  const one = firstOfEach(errors);
  if (one.length > 0 || !parsed.success || typeof address === "string") {
    return { errors: one, ...emailKey };
  }
  return { input: parsed.data, emailKey: address.emailKey };
}

/** Several roles stand in one cell, with a semicolon, a bar or a comma between them. */
function rolesIn(cell: string): { known: Role[]; unknown: string[] } {
  const names = cell.split(/[;|,،、；，\n]/u).filter((name) => name.trim() !== "");
  const known = names.map(roleNamed).filter((role) => role !== undefined);
  return { known: sortRoles(known), unknown: names.filter((name) => !roleNamed(name)) };
}

function addressErrors(cell: string): CellError[] {
  const address = parseAddress(cell);
  if (typeof address === "string") return [at("email", address)];
  const domain = refusedPersonalDomain(address.emailKey);
  return domain === null ? [] : [at("email", "emailPersonal", { domain })];
}

/** Keys such as "tooLong:64" carry their number. */
function complaint(name: PropertyKey | undefined, message: string): CellError {
  const [key = "", max] = message.split(":");
  return at(name as Column, key, max === undefined ? undefined : { max: Number(max) });
}

/** What a form says beside its list is said for a cell that was typed freely. */
function better(error: CellError, cells: Readonly<Record<Column, string>>): CellError[] {
  const { column, key } = error;
  if (column && cells[column] === "") return [at(column, "required")];
  const typed = column ? short(cells[column]) : "";
  if (key === "countryUnknown") return [at("country", "importCountryUnknown", { typed })];
  if (key !== "languageUnknown") return [error];
  return [at("language", "importLanguageUnknown", { typed, tags: MAIL_LANGUAGES.join(", ") })];
}

/** The first one of a column is enough; of unknown roles the first is as good as any. */
function firstOfEach(errors: readonly CellError[]): CellError[] {
  // "Choose at least one role" is no help where one was written that nobody knows.
  const told = errors.filter(
    ({ key }) => key !== "rolesNone" || !errors.some((other) => other.key === "importRoleUnknown"),
  );
  return told.filter(({ column }, index) => told.findIndex((e) => e.column === column) === index);
}

function at(column: Column, key: string, values?: Record<string, string | number>): CellError {
  return values ? { column, key, values } : { column, key };
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
