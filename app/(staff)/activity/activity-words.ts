import type { useTranslations } from "next-intl";
import type { ActivityRow, ActivityValues } from "@/lib/activity/describe-events";
import { countryName } from "@/lib/countries";
import { env } from "@/lib/env";
import type { Doer } from "@/lib/invitations/timeline";
import { isRole, sortRoles } from "@/lib/policy/roles";

type Words = ReturnType<typeof useTranslations<never>>;

/** A change of one thing: what it was and what it is. */
export interface Change {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Who did what to whom, as a sentence. */
export function sentenceOf(t: Words, row: ActivityRow): string {
  const { action, object, objectKind } = row;
  const key = `activity.actions.${action}`;
  // An action without words is found by tests/activity.test.ts; a reader sees its name.
  if (!has(t, key)) return action;
  const values = {
    who: doerWords(t, row.by),
    object: object?.name ?? unknown(t, objectKind),
    vendor: env.VENDOR_NAME,
  };
  return t(key, values);
}

export function doerWords(t: Words, by: Doer | null): string {
  if (by === null) return t("activity.by.portal");
  const name = "name" in by ? by.name : "";
  return t(`activity.by.${by.kind}`, { name, vendor: env.VENDOR_NAME });
}

/** What was before and what is after, side by side. */
export function changesOf(t: Words, { before, after }: ActivityRow): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.map((name) => ({
    name: has(t, `activity.fields.${name}`) ? t(`activity.fields.${name}` as FieldKey) : name,
    before: valueOf(t, name, before[name]),
    after: valueOf(t, name, after[name]),
  }));
}

type FieldKey = "activity.fields.name";
type ActionKey = "activity.actions.invitation.sent";

function has(t: Words, key: string): key is ActionKey {
  return t.has(key as ActionKey);
}

function valueOf(t: Words, name: string, value: ActivityValues[string]): string | null {
  const reason = `keys.reasons.${String(value)}`;
  if (name === "reason" && has(t, reason)) return t(reason);
  if (name === "country" && typeof value === "string") return countryName(value, "en");
  const renewal = `agreements.renewals.${String(value)}`;
  if (name === "renewal" && has(t, renewal)) return t(renewal);
  if (value === undefined || typeof value === "string") return value ?? null;
  return sortRoles(value.filter(isRole))
    .map((role) => t(`roles.${role}.name`))
    .join(", ");
}

const PEOPLE = [
  "invitation",
  "link",
  "joinRequest",
  "membership",
  "partnerUser",
  "user",
  "designationChange",
  "emailChange",
];

function unknown(t: Words, kind: string): string {
  if (PEOPLE.includes(kind) || kind === "message") return t("activity.unknown.person");
  const key = `activity.unknown.${kind}`;
  return has(t, key) ? t(key as "activity.unknown.other") : t("activity.unknown.other");
}
