import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Language, type Node, Parser } from "web-tree-sitter";

export type { Node } from "web-tree-sitter";

const PACKAGES = join(import.meta.dirname, "../../node_modules");

/** @returns the tree of a text in one of the languages whose grammar is at hand. @throws where it is not that language */
export const parseAs = async (language: "bicep" | "powershell", text: string): Promise<Node> => {
  await Parser.init();
  const grammar = join(PACKAGES, `tree-sitter-${language}/tree-sitter-${language}.wasm`);
  const parser = new Parser().setLanguage(await Language.load(readFileSync(grammar)));
  const root = parser.parse(text)?.rootNode;
  if (root === undefined) throw new Error(`no ${language}`);
  const wrong = broken(root);
  if (wrong !== undefined)
    throw new Error(`not ${language} at line ${wrong.startPosition.row + 1}: ${wrong.text.slice(0, 80)}`);
  return root;
};

const broken = (node: Node): Node | undefined => {
  if (node.isError || node.isMissing) return node;
  return node.hasError ? node.children.map(broken).find((one) => one !== undefined) : undefined;
};

/** What a place of a template holds: a word in quotes as it stands, else the kind of what it comes to. */
export type Found = { readonly path: string; readonly is: string };

export type Resource = {
  readonly symbol: string;
  readonly type: string;
  readonly existing: boolean;
  readonly body: Node;
  /** Of a resource that is made once for each of a list: the name of one, and the list's. */
  readonly each: { readonly one: string; readonly of: string } | undefined;
};

export type Template = {
  readonly params: ReadonlyMap<
    string,
    { readonly type: string; readonly secure: boolean; readonly fallback: boolean }
  >;
  readonly vars: ReadonlyMap<string, Node>;
  readonly resources: readonly Resource[];
  readonly modules: readonly {
    readonly symbol: string;
    readonly file: string;
    readonly params: readonly string[];
  }[];
  readonly outputs: readonly string[];
  readonly root: Node;
};

const named = (node: Node): readonly Node[] => node.namedChildren.filter((child) => child !== null);
const child = (node: Node, type: string): Node | undefined => named(node).find((one) => one.type === type);
export const textOf = (node: Node): string =>
  node.type === "string" ? (child(node, "string_content")?.text ?? "") : node.text;

/** @throws where it cannot be read, or holds what this does not know */
export const readBicep = async (text: string): Promise<Template> => {
  const root = await parseAs("bicep", text);
  const params = new Map<string, { type: string; secure: boolean; fallback: boolean }>();
  const vars = new Map<string, Node>();
  const resources: Resource[] = [];
  const modules: { symbol: string; file: string; params: readonly string[] }[] = [];
  const outputs: string[] = [];
  let decorators = "";
  for (const node of named(root)) {
    const [first, second, third] = named(node);
    if (node.type === "decorators") decorators = node.text;
    else if (node.type === "parameter_declaration" && first && second) {
      params.set(first.text, {
        type: second.text,
        secure: decorators.includes("@secure()"),
        fallback: third !== undefined,
      });
      decorators = "";
    } else if (node.type === "variable_declaration" && first && second) vars.set(first.text, second);
    else if (node.type === "resource_declaration" && first && second && third)
      resources.push(resourceOf(first.text, textOf(second), third, node));
    else if (node.type === "module_declaration" && first && second && third)
      modules.push({ symbol: first.text, file: textOf(second), params: keysOf(valueAt(third, "params")) });
    else if (node.type === "output_declaration" && first) outputs.push(first.text);
    else if (node.type !== "comment") throw new Error(`unknown to this reader: ${node.type}`);
  }
  return { params, vars, resources, modules, outputs, root };
};

const resourceOf = (symbol: string, type: string, third: Node, node: Node): Resource => {
  const existing = / existing = /.test(node.text.split("\n")[0] ?? "");
  if (third.type === "for_statement") {
    const [one, of, body] = named(third);
    if (one && of && body) return { symbol, type, existing, body, each: { one: one.text, of: of.text } };
  }
  const body = third.type === "if_statement" ? child(third, "object") : third;
  if (body?.type !== "object") throw new Error(`${symbol} has no body`);
  return { symbol, type, existing, body, each: undefined };
};

const pairsOf = (object: Node): readonly (readonly [string, Node])[] =>
  named(object).flatMap((property) => {
    const [key, value] = named(property);
    if (property.type === "comment") return [];
    if (key === undefined || value === undefined) throw new Error(`not a property: ${property.text}`);
    return [[textOf(key), value] as const];
  });

const keysOf = (object: Node | undefined): readonly string[] =>
  object === undefined ? [] : pairsOf(object).map(([key]) => key);

export const valueAt = (object: Node, ...path: readonly string[]): Node | undefined =>
  path.reduce<Node | undefined>(
    (inside, key) => (inside === undefined ? undefined : pairsOf(inside).find(([name]) => name === key)?.[1]),
    object,
  );

/** Properties by which Bicep places a resource; they are no part of what is sent. */
const OF_BICEP = new Set(["parent", "scope", "dependsOn"]);

/** What a resource's body says, place by place; a list's places share one path. */
export const bodyOf = (template: Template, { body, each }: Resource): readonly Found[] => {
  const inside = (node: Node, path: string): readonly Found[] => {
    const at = (one: Node): readonly Found[] => inside(one, path);
    const is = (kind: string): readonly Found[] => [{ path, is: kind }];
    switch (node.type) {
      case "object":
        return [
          ...(path === "" ? [] : is("object")),
          ...pairsOf(node).flatMap(([key, value]) =>
            path === "" && OF_BICEP.has(key) ? [] : inside(value, path === "" ? key : `${path}.${key}`),
          ),
        ];
      case "array":
        return [
          ...is("array"),
          ...named(node)
            .filter(({ type }) => type !== "comment")
            .flatMap((one) => inside(one, `${path}[]`)),
        ];
      case "string":
        return is(child(node, "interpolation") === undefined ? `'${textOf(node)}'` : "string");
      case "number":
        return is("int");
      case "boolean":
        return is("bool");
      case "ternary_expression":
        return named(node).slice(1).flatMap(at);
      case "call_expression":
        return callOf(node, at, is);
      case "identifier":
        return identifierOf(node.text, at, is);
      case "member_expression":
        return memberOf(node, at, is);
      default:
        throw new Error(`unknown to this reader: ${node.type} ${node.text}`);
    }
  };
  const callOf = (
    node: Node,
    at: (one: Node) => readonly Found[],
    is: (kind: string) => readonly Found[],
  ) => {
    const [called, given] = named(node);
    if (called?.text === "concat" && given) return named(given).flatMap(at);
    if (["guid", "subscriptionResourceId"].includes(called?.text ?? "")) return is("string");
    throw new Error(`unknown to this reader: ${node.text}`);
  };
  const identifierOf = (
    name: string,
    at: (one: Node) => readonly Found[],
    is: (kind: string) => readonly Found[],
  ) => {
    const variable = template.vars.get(name);
    if (variable !== undefined) return at(variable);
    const param = template.params.get(name);
    if (param === undefined) throw new Error(`no parameter or variable is called ${name}`);
    return is(param.type);
  };
  const memberOf = (
    node: Node,
    at: (one: Node) => readonly Found[],
    is: (kind: string) => readonly Found[],
  ) => {
    const [owner, property] = named(node);
    if (each !== undefined && owner?.text === each.one && property) {
      const list = template.vars.get(each.of);
      if (list === undefined) throw new Error(`no list is called ${each.of}`);
      return named(list)
        .filter(({ type }) => type === "object")
        .flatMap((one) => {
          const value = valueAt(one, property.text);
          if (value === undefined) throw new Error(`one of ${each.of} has no ${property.text}`);
          return at(value);
        });
    }
    return is("reference");
  };
  return inside(body, "");
};

/** Every `symbol.some.path` of the template whose symbol is a resource: [symbol, path]. */
export const referencesIn = (template: Template): readonly (readonly [string, string])[] => {
  const symbols = new Set(template.resources.map(({ symbol }) => symbol));
  const found: (readonly [string, string])[] = [];
  const walk = (node: Node): void => {
    const isInner = node.parent?.type === "member_expression" || node.parent?.type === "subscript_expression";
    if (node.type === "member_expression" && !isInner) {
      const [symbol = "", ...path] = node.text.replaceAll(/\[\d+\]/g, "[]").split(".");
      if (symbols.has(symbol)) found.push([symbol, path.join(".")]);
    }
    named(node).forEach(walk);
  };
  walk(template.root);
  return found;
};

/** Names that are used where a value is wanted, and are neither declared nor Bicep's own. */
export const unknownNames = (template: Template): readonly string[] => {
  const declared = new Set([
    ...template.params.keys(),
    ...template.vars.keys(),
    ...template.outputs,
    ...[...template.resources, ...template.modules].map(({ symbol }) => symbol),
    ...template.resources.flatMap(({ each }) => (each === undefined ? [] : [each.one])),
  ]);
  const unknown: string[] = [];
  const walk = (node: Node): void => {
    const isKey = node.parent?.type === "object_property" && node.parent.firstNamedChild?.id === node.id;
    const isCall = node.parent?.type === "call_expression" || node.parent?.type === "decorator";
    if (node.type === "identifier" && !isKey && !isCall && !declared.has(node.text)) unknown.push(node.text);
    named(node).forEach(walk);
  };
  walk(template.root);
  return unknown;
};

/** Declared and used nowhere. */
export const unusedNames = (template: Template): readonly string[] => {
  const uses = new Map<string, number>();
  const walk = (node: Node): void => {
    if (node.type === "identifier") uses.set(node.text, (uses.get(node.text) ?? 0) + 1);
    named(node).forEach(walk);
  };
  walk(template.root);
  return [...template.params.keys(), ...template.vars.keys()].filter((name) => (uses.get(name) ?? 0) < 2);
};
