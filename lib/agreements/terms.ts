import { z } from "zod";

/** So many contacts fit; a row keeps its place when one above it is emptied. */
export const CONTACT_ROWS = 4;

/** What is to happen when the agreement ends. The database's enum has the same names. */
export const RENEWALS = ["ASK", "RENEW", "END"] as const;

export type Renewal = (typeof RENEWALS)[number];

export const CONTACT_FIELDS = ["name", "purpose", "email", "phone"] as const;
export const DELIVERY_FIELDS = ["language", "platform", "country", "notes"] as const;

const contactsSchema = z.array(z.record(z.enum(CONTACT_FIELDS), z.string()));
const deliverySchema = z.record(z.enum(DELIVERY_FIELDS), z.string());

export type Contact = Readonly<Record<(typeof CONTACT_FIELDS)[number], string>>;
export type Delivery = Readonly<Record<(typeof DELIVERY_FIELDS)[number], string>>;

/** What the people of a purchasing account say about their part of the agreement; "" is nothing. */
export interface Terms {
  /** Always CONTACT_ROWS, with the empty ones. */
  readonly contacts: readonly Contact[];
  readonly customerReference: string;
  readonly delivery: Delivery;
  readonly renewal: Renewal;
}

interface Stored {
  readonly contacts: unknown;
  readonly customerReference: string | null;
  readonly deliveryDefaults: unknown;
  readonly renewalPreference: Renewal;
}

/** What is stored; before anybody saved anything, everything is empty. */
export function readTerms(row: Stored | null): Terms {
  return {
    contacts: contactRows(row ? contactsSchema.parse(row.contacts) : []),
    customerReference: row?.customerReference ?? "",
    delivery: row ? deliverySchema.parse(row.deliveryDefaults) : NO_DELIVERY,
    renewal: row?.renewalPreference ?? "ASK",
  };
}

/** As many rows as the form has. */
export function contactRows(contacts: readonly Contact[]): Contact[] {
  return Array.from({ length: CONTACT_ROWS }, (_, index) => contacts[index] ?? NO_CONTACT);
}

export function isEmptyContact(contact: Contact): boolean {
  return CONTACT_FIELDS.every((field) => contact[field] === "");
}

const NO_CONTACT: Contact = { name: "", purpose: "", email: "", phone: "" };
const NO_DELIVERY: Delivery = { language: "", platform: "", country: "", notes: "" };
