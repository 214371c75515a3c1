import type { PartKind } from "../../prisma/generated/enums";

/** One line of an order as screens and files show it. */
export interface OrderLineRow {
  readonly lineNo: number;
  readonly partNumber: string;
  readonly product: ProductName;
  readonly pool: string;
  readonly kind: PartKind;
  readonly quantity: number;
  readonly usageCountry: string;
  /** First and last day of maintenance, by UTC. */
  readonly term: { readonly from: Date; readonly until: Date } | null;
  /** What a step-up takes its licenses from. */
  readonly stepUpFrom: ProductName | null;
}

interface ProductName {
  /** As it stands in addresses. */
  readonly key: string;
  readonly name: string;
}

const PRODUCT = { select: { codeKey: true, name: true } } as const;

export const LINE_SHAPE = {
  part: { select: { number: true, pool: true, kind: true } },
  product: PRODUCT,
  stepUpFrom: PRODUCT,
} as const;

interface StoredLine {
  readonly lineNo: number;
  readonly quantity: number;
  readonly usageCountry: string;
  readonly termFrom: Date | null;
  readonly termUntil: Date | null;
  readonly part: { readonly number: string; readonly pool: string; readonly kind: PartKind };
  readonly product: StoredProduct;
  readonly stepUpFrom: StoredProduct | null;
}

interface StoredProduct {
  readonly codeKey: string;
  readonly name: string;
}

export function lineRow(line: StoredLine): OrderLineRow {
  const { lineNo, quantity, usageCountry, termFrom, termUntil, part, product, stepUpFrom } = line;
  return {
    lineNo,
    quantity,
    usageCountry,
    partNumber: part.number,
    pool: part.pool,
    kind: part.kind,
    product: nameOf(product),
    term: termFrom && termUntil && { from: termFrom, until: termUntil },
    stepUpFrom: stepUpFrom && nameOf(stepUpFrom),
  };
}

const nameOf = ({ codeKey, name }: StoredProduct): ProductName => ({ key: codeKey, name });
