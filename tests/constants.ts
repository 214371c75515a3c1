import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const root = path.join(import.meta.dirname, "..");

/** A number, or a list or an object that holds nothing but numbers. */
export type Numbers = number | readonly Numbers[] | { readonly [name: string]: Numbers };

/** Every constant in capitals at the top of a file of lib that is made of numbers: what it comes to. */
export function numericConstants(): Record<string, Record<string, Numbers>> {
  const files = readdirSync(path.join(root, "lib"), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
  const found = files.map((file) => {
    const constants = [...constantsOf(file)]
      .filter(([name]) => /^[A-Z][A-Z0-9_]*$/.test(name))
      .map(([name, value]) => [name, numbersIn(value, file)] as const)
      .filter((entry): entry is [string, Numbers] => entry[1] !== undefined);
    return [file, Object.fromEntries(constants)] as const;
  });
  return Object.fromEntries(found.filter(([, constants]) => Object.keys(constants).length > 0));
}

const parsed = new Map<string, ts.SourceFile>();

function sourceOf(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known) return known;
  const text = readFileSync(path.join(root, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

/** The initializers of a file's constants, by name. */
function constantsOf(file: string): Map<string, ts.Expression> {
  const declarations = sourceOf(file)
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
  return new Map(
    declarations.flatMap(({ name, initializer }) =>
      ts.isIdentifier(name) && initializer ? [[name.text, initializer] as const] : [],
    ),
  );
}

function numbersIn(node: ts.Expression, file: string): Numbers | undefined {
  if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll("_", ""));
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  )
    return numbersIn(node.expression, file);
  if (ts.isIdentifier(node)) return named(node.text, file);
  if (ts.isBinaryExpression(node)) return calculated(node, file);
  if (ts.isArrayLiteralExpression(node)) {
    const all = node.elements.map((element) => numbersIn(element, file));
    return all.length > 0 ? whole(all) : undefined;
  }
  return ts.isObjectLiteralExpression(node) ? inObject(node, file) : undefined;
}

const CALCULATIONS = new Map<ts.SyntaxKind, (a: number, b: number) => number>([
  [ts.SyntaxKind.PlusToken, (a, b) => a + b],
  [ts.SyntaxKind.MinusToken, (a, b) => a - b],
  [ts.SyntaxKind.AsteriskToken, (a, b) => a * b],
  [ts.SyntaxKind.SlashToken, (a, b) => a / b],
  [ts.SyntaxKind.AsteriskAsteriskToken, (a, b) => a ** b],
]);

function calculated({ left, operatorToken, right }: ts.BinaryExpression, file: string) {
  const [a, b] = [numbersIn(left, file), numbersIn(right, file)];
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  return CALCULATIONS.get(operatorToken.kind)?.(a, b);
}

function inObject(node: ts.ObjectLiteralExpression, file: string): Numbers | undefined {
  const entries = node.properties.map((property) => {
    if (!ts.isPropertyAssignment(property)) return undefined;
    const value = numbersIn(property.initializer, file);
    return value === undefined ? undefined : ([property.name.getText(), value] as const);
  });
  const all = whole(entries);
  return all && all.length > 0 ? Object.fromEntries(all) : undefined;
}

/** A constant of the same file, or of one of ours that it is imported from. */
function named(name: string, file: string): Numbers | undefined {
  const here = constantsOf(file).get(name);
  if (here) return numbersIn(here, file);
  for (const statement of sourceOf(file).statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier))
      continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const from = path.join(path.dirname(file), `${statement.moduleSpecifier.text}.ts`);
    if (!bindings.elements.some((element) => element.name.text === name)) continue;
    if (existsSync(path.join(root, from))) return named(name, from);
  }
  return undefined;
}

function whole<T>(values: readonly (T | undefined)[]): T[] | undefined {
  const present = values.filter((value) => value !== undefined);
  return present.length === values.length ? present : undefined;
}
