import type { AuditEvent } from "../../prisma/generated/client";
import { fullName } from "../accounts/full-name";
import { db } from "../db/client";
import type { Reader } from "./activity-scope";

/** A person with their address, or anything else that has a name. */
export interface Thing {
  readonly name: string;
  readonly detail: string | null;
}

type Named = readonly [id: string, thing: Thing];
type Look = (reader: Reader, ids: string[]) => Promise<Named[]>;

/** What events happened to: one query for each kind of thing, whatever the number of events. */
export async function nameObjects(reader: Reader, events: readonly AuditEvent[]) {
  const found = await Promise.all(
    Object.entries(LOOKS).map(async ([kind, look]) => {
      const ids = events.filter(({ objectKind }) => objectKind === kind);
      return ids.length === 0
        ? []
        : look(reader, [...new Set(ids.map(({ objectId }) => objectId))]);
    }),
  );
  const things = new Map(found.flat());
  return ({ objectId }: AuditEvent): Thing | null => things.get(objectId) ?? null;
}

const LOOKS: Readonly<Record<string, Look>> = {
  invitation: async (reader, ids) => {
    const rows = await db.invitation.findMany({
      where: { id: { in: ids } },
      include: {
        membership: PERSON,
        partnerUser: { select: { ...PERSON.select, partnerId: true } },
      },
    });
    return rows.flatMap(({ id, membership, partnerUser }): Named[] => {
      const own = reader.kind !== "partner" || partnerUser?.partnerId === reader.partnerId;
      const person = partnerUser ?? membership;
      return own && person ? [[id, personThing(person)]] : [];
    });
  },
  link: async (reader, ids) => {
    if (reader.kind === "partner") return [];
    const rows = await db.invitationLink.findMany({
      where: { id: { in: ids } },
      include: { invitation: { include: { membership: PERSON, partnerUser: PERSON } } },
    });
    return rows.flatMap(({ id, invitation: { membership, partnerUser } }): Named[] => {
      const person = membership ?? partnerUser;
      return person ? [[id, personThing(person)]] : [];
    });
  },
  joinRequest: async (reader, ids) => {
    if (reader.kind === "partner") return [];
    const rows = await db.joinRequest.findMany({
      where: { id: { in: ids } },
      select: { id: true, ...PERSON.select },
    });
    return rows.map(({ id, ...person }) => [id, personThing(person)]);
  },
  membership: async (reader, ids) => {
    if (reader.kind === "partner") return [];
    const rows = await db.membership.findMany({
      where: { id: { in: ids } },
      select: { id: true, ...PERSON.select },
    });
    return rows.map(({ id, ...person }) => [id, personThing(person)]);
  },
  partnerUser: async (reader, ids) => {
    if (reader.kind === "member") return [];
    const mine = reader.kind === "partner" ? { partnerId: reader.partnerId } : {};
    const rows = await db.partnerUser.findMany({
      where: { id: { in: ids }, ...mine },
      select: { id: true, ...PERSON.select },
    });
    return rows.map(({ id, ...person }) => [id, personThing(person)]);
  },
  designationChange: async (reader, ids) => {
    const mine = reader.kind === "partner" ? { partnerId: reader.partnerId } : {};
    const rows = await db.designationChange.findMany({
      where: { id: { in: ids }, ...mine },
      select: { id: true, ...PERSON.select },
    });
    return rows.map(({ id, ...person }) => [id, personThing(person)]);
  },
  user: async (reader, ids) => {
    if (reader.kind === "operator") {
      const users = await db.user.findMany({
        where: { id: { in: ids } },
        select: { id: true, ...PERSON.select },
      });
      return users.map(({ id, ...user }) => [id, personThing(user)]);
    }
    if (reader.kind === "partner") return [];
    const members = await db.membership.findMany({
      where: { userId: { in: ids }, purchasingAccountId: reader.purchasingAccountId },
      select: { userId: true, ...PERSON.select },
    });
    return members.map(({ userId, ...person }) => [userId ?? "", personThing(person)]);
  },
  agreement: async (reader, ids) => {
    if (reader.kind === "partner") return [];
    const rows = await db.agreement.findMany({
      where: { id: { in: ids } },
      select: { id: true, number: true },
    });
    return rows.map(({ id, number }) => [id, { name: number, detail: null }]);
  },
  purchasingAccount: async (_reader, ids) => {
    const rows = await db.purchasingAccount.findMany({
      where: { id: { in: ids } },
      select: { id: true, number: true },
    });
    return rows.map(({ id, number }) => [id, { name: number, detail: null }]);
  },
  visibility: async (_reader, ids) => {
    const rows = await db.partnerVisibility.findMany({
      where: { id: { in: ids } },
      select: { id: true, partner: { select: { name: true } } },
    });
    return rows.map(({ id, partner }) => [id, { name: partner.name, detail: null }]);
  },
  domain: async (reader, ids) => {
    if (reader.kind === "partner") return [];
    const rows = await db.domain.findMany({
      where: { id: { in: ids } },
      select: { id: true, name: true },
    });
    return rows.map(({ id, name }) => [id, { name, detail: null }]);
  },
  import: async (reader, ids) => {
    if (reader.kind === "partner") return [];
    const rows = await db.importRun.findMany({
      where: { id: { in: ids } },
      select: { id: true, fileName: true },
    });
    return rows.map(({ id, fileName }) => [id, { name: fileName, detail: null }]);
  },
  licenseKey: async (reader, ids) => {
    if (reader.kind === "partner") return [];
    const rows = await db.licenseKey.findMany({
      where: { id: { in: ids } },
      select: { id: true, last5: true, product: { select: { name: true } } },
    });
    // Two keys of one product differ by their ends.
    return rows.map(({ id, last5, product }) => [
      id,
      { name: `${product.name} (…${last5})`, detail: null },
    ]);
  },
  softwareFile: async (reader, ids) => {
    if (reader.kind === "partner") return [];
    const rows = await db.softwareFile.findMany({
      where: { id: { in: ids } },
      include: { product: { select: { name: true } } },
    });
    return rows.map(({ id, product, version, language, platform }) => [
      id,
      { name: `${product.name} (${version}, ${language}, ${platform})`, detail: null },
    ]);
  },
  seat: async (reader, ids) => {
    if (reader.kind === "partner") return [];
    const rows = await db.seat.findMany({
      where: { id: { in: ids } },
      select: { id: true, email: true, subscription: { select: { name: true } } },
    });
    return rows.map(({ id, email, subscription }) => [
      id,
      { name: `${email} (${subscription.name})`, detail: email },
    ]);
  },
  subscription: async (reader, ids) => {
    if (reader.kind === "partner") return [];
    const rows = await db.subscription.findMany({
      where: { id: { in: ids } },
      select: { id: true, name: true },
    });
    return rows.map(({ id, name }) => [id, { name, detail: null }]);
  },
  apiKey: async (reader, ids) => {
    if (reader.kind !== "operator") return [];
    const rows = await db.apiKey.findMany({
      where: { id: { in: ids } },
      select: { id: true, name: true, prefix: true },
    });
    return rows.map(({ id, name, prefix }) => [id, { name: `${name} (${prefix}…)`, detail: null }]);
  },
  message: async (reader, ids) => {
    if (reader.kind !== "operator") return [];
    const rows = await db.emailMessage.findMany({
      where: { id: { in: ids } },
      select: { id: true, toName: true, toAddress: true },
    });
    return rows.map(({ id, toName, toAddress }) => [id, { name: toName, detail: toAddress }]);
  },
};

const PERSON = {
  select: { firstName: true, lastName: true, language: true, email: true },
} as const;

function personThing(person: Parameters<typeof fullName>[0] & { readonly email: string }): Thing {
  return { name: fullName(person), detail: person.email };
}
