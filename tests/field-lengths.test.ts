import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const lib = path.join(import.meta.dirname, "../lib");

const NAMES = { firstName: 64, lastName: 64 };
const PERSON = { ...NAMES, email: 1000 };
const NEW_PASSWORD = { password: 1000, confirmPassword: 1000 };
const PROOF = { currentPassword: 1000, code: 40 };

/**
 * How many characters a text of each form may have, and how many entries a list, where its schema says it
 * with a number. More is refused at the field before anything is looked up. Whoever changes one changes it
 * here, too; a new one gets its number here.
 */
const DECIDED = {
  acceptInvitationSchema: { token: 200, ...NAMES, ...NEW_PASSWORD },
  addAgreementSchema: {
    ...{ agreementNumber: 64, organizationNumber: 64, partnerNumber: 64, accountNumber: 64 },
    ...{ organizationName: 200, signatoryName: 200, partnerName: 200, accountName: 200 },
    ...NAMES,
  },
  approveJoinRequestSchema: { roles: 20 },
  askToJoinSchema: { ...NAMES, email: 320, reason: 500 },
  assignSeatSchema: { email: 300 },
  associateDomainSchema: { domain: 500 },
  beginSecondFactorSchema: { currentPassword: 1000 },
  bulkPeopleSchema: { people: 50 },
  changeEmailSchema: { ...PROOF, email: 320 },
  changePartnerSchema: { accountKey: 64, partnerNumber: 64 },
  changePasswordSchema: { currentPassword: 1000, ...NEW_PASSWORD },
  changeRolesSchema: { roles: 20 },
  codeSchema: { code: 40 },
  confirmEmailSchema: { token: 200 },
  correctAddressSchema: { account: 100, email: 1000 },
  correctSignatorySchema: { agreementNumber: 64, name: 200 },
  createOperatorSchema: PERSON,
  currentPasswordSchema: { "": 1000 },
  declineInvitationSchema: { token: 200, reason: 500 },
  declineJoinRequestSchema: { reason: 500 },
  editInvitationSchema: { ...PERSON, roles: 20 },
  emailSchema: { "": 1000 },
  endAgreementSchema: { agreementNumber: 64 },
  enterCodeSchema: { email: 320, code: 40 },
  grantVisibilitySchema: { partnerNumber: 64 },
  identitySchema: PROOF,
  inviteOperatorSchema: PERSON,
  invitePartnerUserSchema: { ...PERSON, partnerNumber: 64 },
  inviteUserSchema: { ...PERSON, roles: 20 },
  makeServiceKeySchema: { name: 80, service: 100 },
  nameSchema: { "": 64 },
  objectToChangeSchema: { token: 200, reason: 500 },
  reasonSchema: { "": 500 },
  replaceAdministratorSchema: { ...PERSON, account: 100 },
  requestInvitationSchema: { email: 320, agreementNumber: 100, accountNumber: 100 },
  resendToAdministratorSchema: { account: 100 },
  resendToAdministratorsSchema: { accounts: 25, "accounts[]": 100 },
  setPasswordSchema: { token: 200, ...NEW_PASSWORD },
  signInSchema: { email: 320, password: 1000 },
  terminateAgreementSchema: { agreementNumber: 64 },
  turnOffSecondFactorSchema: PROOF,
  updateProfileSchema: NAMES,
  updateTermsSchema: { contacts: 4 },
};

interface Shape {
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly properties?: Record<string, Shape>;
  readonly items?: Shape;
}

/** The bounds of a schema by the name of their field; a list's has [] behind it for its entries. */
function boundsOf(
  { maxLength, maxItems, properties = {}, items }: Shape,
  at: string,
): [string, number][] {
  return [
    ...[maxLength, maxItems].flatMap((bound): [string, number][] => (bound ? [[at, bound]] : [])),
    ...Object.entries(properties).flatMap(([name, field]) =>
      boundsOf(field, at ? `${at}.${name}` : name),
    ),
    ...(items ? boundsOf(items, `${at}[]`) : []),
  ];
}

async function boundsOfLib() {
  const files = readdirSync(lib, { encoding: "utf8", recursive: true })
    .filter((file) => file.endsWith(".ts"))
    .filter((file) =>
      /^export const \w+Schema\b/m.test(readFileSync(path.join(lib, file), "utf8")),
    );
  const schemas = await Promise.all(
    files.map(async (file) => (await import(path.join(lib, file))) as Record<string, unknown>),
  );
  const found = schemas
    .flatMap((exported) => Object.entries(exported))
    .flatMap(([name, schema]) => (schema instanceof z.ZodType ? [[name, schema] as const] : []))
    .map(([name, schema]) => {
      // What is tidied first is bounded behind that.
      const shapes = (["input", "output"] as const).map(
        (io) => z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Shape,
      );
      return [name, Object.fromEntries(shapes.flatMap((shape) => boundsOf(shape, "")))] as const;
    });
  return Object.fromEntries(found.filter(([, bounds]) => Object.keys(bounds).length > 0));
}

test("every form takes texts and lists as long as was decided", async () => {
  expect(await boundsOfLib()).toEqual(DECIDED);
});
