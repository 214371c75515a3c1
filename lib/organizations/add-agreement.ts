import { z } from "zod";
import { countrySchema, languageSchema, nameSchema } from "../accounts/person-schema";
import { numberKey, parseAddress } from "../canonical";
import { db } from "../db/client";
import { DomainError, type Sentence } from "../errors";
import type { Actor } from "../policy/actor";
import { requireVendor } from "../policy/scope";
import { tidy } from "../tidy";
import { addAgreements, type AddOutcome } from "./add-agreements";
import { readAgreementFile } from "./agreement-file";

const plain = (text: z.ZodString) =>
  text.refine((value) => !/[\p{Cc}<>]/u.test(value), "controlCharacters");

const number = plain(
  z.string("required").overwrite(tidy).min(1, "required").max(64, "tooLong:64"),
).refine((value) => numberKey(value) !== "", "numberEmpty");
const text = plain(z.string("required").trim().min(1, "required").max(200, "tooLong:200"));
const day = z.iso.date("dayMalformed");
const email = z.string("required").transform((typed, context) => {
  const address = parseAddress(typed);
  if (typeof address !== "string") return address.email;
  context.addIssue({ code: "custom", message: address });
  return z.NEVER;
});

/** New agreement: what a record of the file says, of one purchasing account. */
export const addAgreementSchema = z
  .object({
    agreementNumber: number,
    signedOn: day,
    endsOn: day.optional(),
    signatoryName: text,
    signatoryEmail: email,
    /** Without one the agreement's number is the organization's (decision 1). */
    organizationNumber: number.optional(),
    organizationName: text,
    organizationCountry: countrySchema,
    /** Empty for a direct customer; a recorded partner needs no name. */
    partnerNumber: number.optional(),
    partnerName: text.optional(),
    accountNumber: number,
    accountName: text,
    firstName: nameSchema,
    lastName: nameSchema,
    email,
    language: languageSchema,
    country: countrySchema,
  })
  .refine(({ signedOn, endsOn }) => endsOn === undefined || endsOn > signedOn, {
    path: ["endsOn"],
    message: "dayBeforeSigning",
  });

type Input = z.infer<typeof addAgreementSchema>;

/**
 * Records one agreement that somebody typed, exactly as if a file had said it (R1, A8). Throws
 * `conflict` with what is recorded otherwise under its numbers.
 */
export async function addAgreement(
  actor: Actor,
  input: Input,
  now = new Date(),
): Promise<AddOutcome> {
  requireVendor(actor);
  const partner = await partnerOf(input);
  const file = readAgreementFile(JSON.stringify(recordOf(input, partner)));
  if ("problems" in file) throw refusal("agreementProblem", file.problems[0]);
  const outcome = await addAgreements(actor, file.records, {}, now);
  if (outcome.differences.length === 0) return outcome;
  const words = outcome.differences.map(
    ({ field, recorded, inFile }) => `${field}: ${recorded} / ${inFile}`,
  );
  throw new DomainError("conflict", {
    key: "agreementDiffers",
    values: { differences: words.join("; ") },
  });
}

function refusal(key: string, problem: { field: string; reason: string } | undefined): DomainError {
  const sentence: Sentence = {
    key,
    values: { field: problem?.field ?? "", reason: problem?.reason ?? "" },
  };
  return new DomainError("invalid", sentence);
}

async function partnerOf({ partnerNumber, partnerName }: Input) {
  if (partnerNumber === undefined) return undefined;
  if (partnerName !== undefined) return { number: partnerNumber, name: partnerName };
  const known = await db.partner.findUnique({ where: { numberKey: numberKey(partnerNumber) } });
  if (known) return { number: known.number, name: known.name };
  throw new DomainError(
    "invalid",
    { key: "checkFields" },
    { partnerName: { key: "partnerNameNeeded" } },
  );
}

function recordOf(input: Input, partner: { number: string; name: string } | undefined) {
  const { firstName, lastName, email, language, country } = input;
  return {
    agreementNumber: input.agreementNumber,
    signedOn: input.signedOn,
    endsOn: input.endsOn,
    signatory: { name: input.signatoryName, email: input.signatoryEmail },
    organization: {
      number: input.organizationNumber,
      name: input.organizationName,
      country: input.organizationCountry,
    },
    partner,
    purchasingAccounts: [
      {
        number: input.accountNumber,
        name: input.accountName,
        administrator: { firstName, lastName, email, language, country },
      },
    ],
  };
}
