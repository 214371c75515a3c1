import { getTranslations } from "next-intl/server";
import { sumWords } from "@/app/(portal)/accounts/[account]/licenses/sum-words";
import { numberKey } from "@/lib/canonical";
import { exportLicenses } from "@/lib/licenses/export-licenses";
import { licensesCsv } from "@/lib/licenses/licenses-csv";
import { readLicenseFilters } from "@/lib/licenses/licenses-query";
import { licenseFamilies } from "@/lib/licenses/list-licenses";
import type { OfAccount } from "@/lib/orders/bought";
import { exportOrders } from "@/lib/orders/export-orders";
import { orderChoices } from "@/lib/orders/order-choices";
import { orderLinesCsv, ordersCsv } from "@/lib/orders/orders-csv";
import { readOrderFilters } from "@/lib/orders/orders-query";
import { exportOrderLines } from "@/lib/orders/read-order";
import type { AddressValues } from "@/lib/page-address";
import type { MemberActor, PartnerActor } from "@/lib/policy/actor";
import type { Made } from "./member-file";

/** Who asks for which account: members are in theirs, partners say it to the verbs as well. */
export interface Wanted {
  readonly actor: MemberActor | PartnerActor;
  /** As the file's name spells it. */
  readonly account: string;
}

const ofAccount = ({ actor, account }: Wanted): OfAccount =>
  actor.kind === "partner" ? { account } : {};

/** The orders that the filters in an address leave. */
export async function ordersFile(wanted: Wanted, address: AddressValues): Promise<Made> {
  const { actor, account } = wanted;
  const of = ofAccount(wanted);
  const { filters } = readOrderFilters(address, await orderChoices(actor, of));
  const orders = await exportOrders(actor, { ...filters, ...of });
  const t = await getTranslations("orders");
  const csv = ordersCsv(orders, {
    heading: (column) => t(`columns.${column}`),
    status: (status) => t(`statuses.${status}`),
  });
  return { fileName: `${account}-orders.csv`, csv };
}

/** The lines of one order. */
export async function orderFile(wanted: Wanted, orderId: string): Promise<Made> {
  const { actor, account } = wanted;
  const { number, lines } = await exportOrderLines(actor, { orderId, ...ofAccount(wanted) });
  const t = await getTranslations("orders");
  const csv = orderLinesCsv(lines, {
    heading: (column) => t(`lineColumns.${column}`),
    kind: (kind) => t(`kinds.${kind}`),
  });
  return { fileName: `${account}-${numberKey(number)}.csv`, csv };
}

/** The license details that the filters in an address leave. */
export async function licensesFile(wanted: Wanted, address: AddressValues): Promise<Made> {
  const { actor, account } = wanted;
  const of = ofAccount(wanted);
  const { filters } = readLicenseFilters(address, await licenseFamilies(actor, of));
  const rows = await exportLicenses(actor, { ...filters, ...of });
  const t = await getTranslations("licenses");
  const csv = licensesCsv(rows, {
    heading: (column) => t(`columns.${column}`),
    sum: (row) => sumWords(t, row).join(", "),
  });
  return { fileName: `${account}-licenses.csv`, csv };
}
