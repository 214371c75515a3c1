import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** One change to one place of a file. */
export interface Mutant {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly was: string;
  readonly becomes: string;
}

type Change = readonly [node: ts.Node, becomes: string];

const SWAPPED: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.LessThanToken]: "<=",
  [ts.SyntaxKind.LessThanEqualsToken]: "<",
  [ts.SyntaxKind.GreaterThanToken]: ">=",
  [ts.SyntaxKind.GreaterThanEqualsToken]: ">",
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: "!==",
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: "===",
  [ts.SyntaxKind.AmpersandAmpersandToken]: "||",
  [ts.SyntaxKind.BarBarToken]: "&&",
};

/** What says which rows are meant or which columns are wanted, and no yes or no of the domain. */
const SHAPES = new Set(["select", "include", "omit", "orderBy", "distinct"]);

/** Every mutant of a source file, in the order of its text. */
export function mutantsOf(root: string, file: string): Mutant[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Change[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || isShape(node)) return;
    found.push(...changesOf(node, file));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.map(([node, becomes]) => ({
    file,
    start: node.getStart(source),
    end: node.getEnd(),
    line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
    was: node.getText(source),
    becomes,
  }));
}

/** The file's text with the mutant in it. */
export function mutated(text: string, { start, end, becomes }: Mutant): string {
  return text.slice(0, start) + becomes + text.slice(end);
}

function isShape(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node) && SHAPES.has(node.name.getText());
}

function changesOf(node: ts.Node, file: string): Change[] {
  if (ts.isIfStatement(node)) return [negated(node.expression)];
  if (ts.isConditionalExpression(node)) return [negated(node.condition)];
  if (ts.isBinaryExpression(node)) {
    const swapped = SWAPPED[node.operatorToken.kind];
    return swapped ? [[node.operatorToken, swapped]] : [];
  }
  if (ts.isNumericLiteral(node)) return isDecided(node) ? [] : [[node, `(${node.text} + 1)`]];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [[node, "false"]];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [[node, "true"]];
  if (ts.isExpressionStatement(node)) return isCall(node.expression) ? [[node, ";"]] : [];
  if (ts.isObjectLiteralExpression(node)) return saysWhere(node) ? without(node.properties) : [];
  if (ts.isArrayLiteralExpression(node) && file.startsWith("lib/policy/"))
    return without(node.elements);
  if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent)) {
    if (node.name.text === "some") return [[node.name, "every"]];
    if (node.name.text === "every") return [[node.name, "some"]];
  }
  return [];
}

const negated = (node: ts.Expression): Change => [node, `!(${node.getText()})`];

function isCall(node: ts.Expression): boolean {
  return ts.isCallExpression(ts.isAwaitExpression(node) ? node.expression : node);
}

/**
 * A number that a table of the tests has as a literal: one at the top of a file under a name in capitals
 * (tests/limits.test.ts), or the most that a form's field takes (tests/field-lengths.test.ts).
 */
function isDecided(node: ts.Node): boolean {
  const declaration = ts.findAncestor(node, ts.isVariableDeclaration);
  const name = declaration?.name.getText() ?? "";
  return /^[A-Z][A-Z0-9_]*$/.test(name) || isMost(node.parent);
}

function isMost(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "max" &&
    node.expression.expression.getText() !== "Math"
  );
}

/** A where-clause, or an object that a scope returns to become a part of one. */
function saysWhere(node: ts.ObjectLiteralExpression): boolean {
  const where = (parent: ts.Node) =>
    ts.isPropertyAssignment(parent) && parent.name.getText() === "where";
  return (
    ts.findAncestor(node, where) !== undefined ||
    (/scope\.ts$/.test(node.getSourceFile().fileName) && node.properties.length > 0)
  );
}

/** The list without each of its members in turn, whose comma goes with it. */
function without(members: ts.NodeArray<ts.Node>): Change[] {
  return members.map((member) => [
    member,
    ts.isSpreadAssignment(member) ? "...{}" : removed(member),
  ]);
}

function removed(member: ts.Node): string {
  return ts.isObjectLiteralElement(member) ? "...{}" : "...[]";
}
