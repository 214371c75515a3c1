import { getTranslations } from "next-intl/server";
import { findMember } from "@/lib/accounts/member-actor";
import { identitySchema } from "@/lib/accounts/prove-identity";
import { currentPerson } from "@/lib/auth/current-person";
import { seeOther } from "@/lib/auth/redirect";
import { signInAgain } from "@/lib/auth/return-to";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { numberKey } from "@/lib/canonical";
import { DomainError, refuse, STATUS_OF } from "@/lib/errors";
import { exportKeys } from "@/lib/keys/export-keys";
import { type AddressValues, hrefOf, typedIn } from "@/lib/page-address";
import { type KeyFileWords, keysCsv } from "@/lib/keys/keys-csv";
import type { MemberActor } from "@/lib/policy/actor";
import { csvFile, type RouteParams } from "../imports/route-member";

/** The keys that the posted filters leave, as a CSV file, for somebody who proves again who they are. */
export async function POST(request: Request, { params }: RouteParams): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: STATUS_OF.forbidden });
  const account = numberKey((await params).account);
  const person = await currentPerson();
  if (!person) return seeOther(signInAgain(`/accounts/${account}/keys/export`));
  const actor = await findMember(person.actor, account);
  if (!actor) return new Response(null, { status: STATUS_OF.notFound });
  const form = Object.fromEntries(await request.formData().catch(() => new FormData()));
  try {
    return csvFile(`${account}-keys.csv`, await fileOf(actor, form));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "forbidden") return new Response(null, { status: STATUS_OF.forbidden });
    return seeOther(pageThatSays(error, account, form));
  }
}

async function fileOf(actor: MemberActor, form: AddressValues): Promise<string> {
  const proof = identitySchema.safeParse(form);
  if (!proof.success) throw refuse("invalid", "checkFields");
  const keys = await exportKeys(actor, { asked: form, ...proof.data });
  return keysCsv(keys, await fileWords());
}

const FILTERS = ["search", "status", "family"] as const;

/** The form again, with the filters still there. */
function pageThatSays(error: DomainError, account: string, form: AddressValues): string {
  const { key, values = {} } = Object.values(error.fields)[0] ?? error.sentence;
  const words = Object.entries(values).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return hrefOf(`/accounts/${account}/keys/export`, {
    ...Object.fromEntries(FILTERS.map((name) => [name, typedIn(form, name)])),
    refused: key,
    ...Object.fromEntries<string>(words),
  });
}

async function fileWords(): Promise<KeyFileWords> {
  const t = await getTranslations("keys");
  return {
    heading: (column) => t(`export.columns.${column}`),
    status: (status) => t(`statuses.${status}`),
    unreadable: (last5) => t("export.unreadable", { last5 }),
  };
}
