import { parseSync } from "@swc/core";

/** A node of swc's tree, as far as a walk over every kind of node needs it. */
type Tree = { readonly type: string; readonly [part: string]: unknown };

/** The words of a node, with "…" for what is filled in, and the nodes in it whose own words are not among them. */
type Said = { readonly words: string; readonly rest: readonly Tree[] };

const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** Nodes in a part of a node: it is a node, a list, or (an argument, a function's own parts) a wrapper round some. */
const nodesIn = (value: unknown): readonly Tree[] => {
  if (isTree(value)) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(nodesIn) : [];
};

const partsOf = (node: Tree): readonly Tree[] => Object.values(node).flatMap(nodesIn);

const one = (node: Tree, name: string): Tree => nodesIn(node[name])[0] ?? { type: "Nothing" };

const textOf = (node: Tree, name: string): string => (typeof node[name] === "string" ? node[name] : "");

const HOLE = "…";

const hole = (node: Tree): Said => ({ words: HOLE, rest: [node] });

const joined = (parts: readonly Said[]): Said => ({
  words: parts.map(({ words }) => words).join(""),
  rest: parts.flatMap(({ rest }) => rest),
});

const either = (...choices: readonly Said[]): Said => ({
  words: `{${choices.map(({ words }) => words).join(" | ")}}`,
  rest: choices.flatMap(({ rest }) => rest),
});

const NOTHING: Said = { words: "", rest: [] };

/** Elements that are part of the sentence they stand in. */
const INLINE = /^(a|abbr|b|code|em|i|small|span|strong|time)$/;

const tagOf = (element: Tree): string => textOf(one(one(element, "opening"), "name"), "value");

const template = (node: Tree): Said => {
  const holes = nodesIn(node["expressions"]);
  return joined(
    nodesIn(node["quasis"]).flatMap((quasi, index): readonly Said[] => {
      const filled = holes[index];
      const words = { words: textOf(quasi, "cooked"), rest: [] };
      return filled === undefined ? [words] : [words, said(filled) ?? hole(filled)];
    }),
  );
};

const element = (node: Tree): Said =>
  joined([
    { words: "", rest: nodesIn(one(node, "opening")["attributes"]) },
    ...nodesIn(node["children"]).map((child) => said(child) ?? hole(child)),
  ]);

const operation = (node: Tree): Said | undefined => {
  const [left, right] = [one(node, "left"), one(node, "right")];
  const [before, after] = [said(left), said(right)];
  if (before === undefined && after === undefined) return undefined;
  switch (node["operator"]) {
    case "+":
      return joined([before ?? hole(left), after ?? hole(right)]);
    case "&&":
      return after === undefined ? undefined : joined([either(after, NOTHING), { words: "", rest: [left] }]);
    case "??":
    case "||":
      return either(before ?? hole(left), after ?? hole(right));
    default:
      return undefined;
  }
};

/** What a node says to a reader where it stands within a sentence; undefined where it has no words of its own. */
const said = (node: Tree): Said | undefined => {
  switch (node.type) {
    case "StringLiteral":
    case "JSXText":
      return { words: textOf(node, "value"), rest: [] };
    case "TemplateLiteral":
      return template(node);
    case "BinaryExpression":
      return operation(node);
    case "ConditionalExpression": {
      const [yes, no] = [one(node, "consequent"), one(node, "alternate")];
      const [then, otherwise] = [said(yes), said(no)];
      if (then === undefined && otherwise === undefined) return undefined;
      const test = { words: "", rest: [one(node, "test")] };
      return joined([test, either(then ?? hole(yes), otherwise ?? hole(no))]);
    }
    case "JSXElement":
      return INLINE.test(tagOf(node)) ? element(node) : undefined;
    case "JSXExpressionContainer":
    case "ParenthesisExpression":
    case "TsAsExpression":
    case "TsConstAssertion":
    case "TsSatisfiesExpression":
      return said(one(node, "expression"));
    default:
      return undefined;
  }
};

const isText = ({ type }: Tree): boolean => type === "StringLiteral" || type === "TemplateLiteral";

const COMPARISON = /^([=!]==?|in|instanceof)$/;
const TYPE = /^Ts(?!.*(Expression|ConstAssertion)$)/;
const ATTRIBUTE = /^(class|for|href|id|key|name|rel|role|src|type)$/;
const CODED = /^(color|proof|shows|size|spacing|type|weight)$/;

/** The parts of a node that may hold words. Types, keys, what is compared with and tables of words do not. */
const readable = (node: Tree): readonly Tree[] => {
  if (/^(Import|Export(All|Named))/.test(node.type) || TYPE.test(node.type)) return [];
  switch (node.type) {
    case "BinaryExpression":
      return COMPARISON.test(textOf(node, "operator"))
        ? partsOf(node).filter((part) => !isText(part))
        : partsOf(node);
    case "CallExpression":
      return methodOf(node) === "split" ? [] : partsOf(node);
    case "JSXAttribute":
      return ATTRIBUTE.test(textOf(one(node, "name"), "value")) ? [] : [one(node, "value")];
    case "KeyValueProperty":
      return nodesIn(node["value"]).filter((value) => !(isCoded(node) && isListed(value)));
    case "MemberExpression":
      return [one(node, "object")];
    case "SwitchCase":
      return nodesIn(node["consequent"]);
    default:
      return partsOf(node);
  }
};

const isCoded = (property: Tree): boolean => CODED.test(textOf(one(property, "key"), "value"));
const isListed = (value: Tree): boolean => isText(value) || value.type === "ArrayExpression";

const methodOf = (call: Tree): string => textOf(one(one(call, "callee"), "property"), "value");

const hasOwnText = (node: Tree): boolean =>
  node.type === "JSXElement" &&
  nodesIn(node["children"]).some((child) => child.type === "JSXText" && textOf(child, "value").trim() !== "");

/** Every text in a node, in the order in which it is written. */
const textsIn = (node: Tree): readonly string[] => {
  const own = hasOwnText(node)
    ? element(node)
    : isText(node) || node["operator"] === "+"
      ? said(node)
      : undefined;
  if (own === undefined) return readable(node).flatMap(textsIn);
  return [tidy(own.words), ...own.rest.filter((part) => part !== node).flatMap(textsIn)];
};

const parsed = (path: string, code: string): Tree => {
  const tree: unknown = parseSync(code, {
    syntax: "typescript",
    tsx: path.endsWith(".tsx"),
    target: "es2022",
  });
  return isTree(tree) ? tree : { type: "Nothing" };
};

/** Words that the program itself goes by: of its types, of its keys, and those it compares with. */
const codesIn = (node: Tree): readonly string[] => {
  const own =
    node.type === "TsLiteralType"
      ? [one(node, "literal")]
      : node.type === "KeyValueProperty"
        ? [one(node, "key")]
        : node.type === "SwitchCase"
          ? [one(node, "test")]
          : node.type === "BinaryExpression" && COMPARISON.test(textOf(node, "operator"))
            ? [one(node, "left"), one(node, "right")]
            : [];
  return [...own.filter(isText).map((text) => textOf(text, "value")), ...partsOf(node).flatMap(codesIn)];
};

/** @see codesIn */
export const codesOf = (path: string, code: string): readonly string[] =>
  /\.(tsx?|mjs)$/.test(path) ? codesIn(parsed(path, code)) : [];

/**
 * Every text in a file of code that could reach a reader: literals, templates with "…" for what is filled in and
 * "{a | b}" for what depends, and what stands between tags.
 * @param path tells which language it is
 */
export const textsOf = (path: string, code: string): readonly string[] => {
  if (path.endsWith(".html")) return htmlTexts(code);
  return path.endsWith(".json") ? jsonTexts(JSON.parse(code)) : textsIn(parsed(path, code));
};

const tidy = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

const htmlTexts = (html: string): readonly string[] =>
  html
    .replaceAll(/<!--[\s\S]*?-->/g, "")
    .split(/<[^>]*>/)
    .map(tidy)
    .filter((text) => text !== "");

const jsonTexts = (json: unknown): readonly string[] => {
  if (typeof json === "string") return [tidy(json)];
  return typeof json === "object" && json !== null ? Object.values(json).flatMap(jsonTexts) : [];
};
