import { getPaths } from "@conform-to/dom";
import type { z } from "zod";
import { MAX_ROWS } from "./form-state";

/** The longest name of a field; bin/form-bounds.mjs refuses longer ones before a form gets here. */
const MAX_NAME = 200;

/** What a schema has at a place: fields by name, rows of one shape, or a value. */
type Shape =
  | { readonly kind: "value" }
  | { readonly kind: "rows"; readonly row: Shape }
  | { readonly kind: "fields"; readonly fields: ReadonlyMap<string, Shape> };

const VALUE: Shape = { kind: "value" };

/** A schema's shape is worked out once. */
const shapes = new WeakMap<object, Shape>();

interface KnownFields {
  readonly fields: FormData;
  /** A row beyond the limit was posted. */
  readonly tooManyRows: boolean;
}

/**
 * The text fields of a posted form that the schema knows, read in one pass. All else is left out unread:
 * files, Next's own fields, other people's inventions, and what isn't a form at all.
 */
export function knownFields(form: unknown, schema: z.ZodType): KnownFields {
  const fields = new FormData();
  let tooManyRows = false;
  if (!(form instanceof FormData)) return { fields, tooManyRows };
  const shape = shapeOf(schema);
  for (const [name, value] of form) {
    const place = typeof value === "string" ? placeOf(name, shape) : "unknown";
    if (place === "known") fields.append(name, value);
    if (place === "beyond") tooManyRows = true;
  }
  return { fields, tooManyRows };
}

function placeOf(name: string, shape: Shape): "known" | "unknown" | "beyond" {
  if (name.length > MAX_NAME) return "unknown";
  let at: Shape | undefined = shape;
  for (const part of pathOf(name)) {
    if (at?.kind === "rows" && typeof part === "number") {
      if (part >= MAX_ROWS) return "beyond";
      at = at.row;
    } else {
      at = at?.kind === "fields" ? at.fields.get(String(part)) : undefined;
    }
  }
  // A list of values is posted under one name, again and again.
  const isValue = at?.kind === "value" || (at?.kind === "rows" && at.row.kind === "value");
  return isValue ? "known" : "unknown";
}

/** A name that is no path names nothing. */
function pathOf(name: string): readonly (string | number)[] {
  try {
    return getPaths(name);
  } catch {
    return [""];
  }
}

/** As much of a schema's definition as leads to its fields. */
interface Schema {
  readonly _zod: {
    readonly def: {
      readonly type: string;
      readonly shape?: Readonly<Record<string, Schema>>;
      readonly element?: Schema;
      readonly innerType?: Schema;
      readonly in?: Schema;
      readonly out?: Schema;
    };
  };
}

function shapeOf(schema: Schema): Shape {
  const known = shapes.get(schema);
  if (known) return known;
  const shape = workedOut(schema);
  shapes.set(schema, shape);
  return shape;
}

function workedOut({ _zod: { def } }: Schema): Shape {
  if (def.shape) {
    const fields = Object.entries(def.shape).map(([name, of]) => [name, shapeOf(of)] as const);
    return { kind: "fields", fields: new Map(fields) };
  }
  if (def.element) return { kind: "rows", row: shapeOf(def.element) };
  // What z.preprocess makes of a row is described behind it.
  const behind = def.in?._zod.def.type === "transform" ? def.out : def.in;
  const inner = def.innerType ?? behind;
  return inner ? shapeOf(inner) : VALUE;
}
