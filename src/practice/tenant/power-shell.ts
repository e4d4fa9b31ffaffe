// As much of PowerShell as the set-up of Lesson Guard has: values, variables, one cmdlet a line. Nothing is evaluated.

export type Value = string | boolean | readonly string[] | { readonly Add: string };

/** One cmdlet with its parameters; a switch without a value is true. */
export type Call = {
  readonly name: string;
  readonly parameters: Readonly<Record<string, Value>>;
  /** `| Where-Object { $_.Name -ne 'this' }`: what is left out of what comes back. */
  readonly without?: string;
  /** `| Where-Object { $_.Name -match 'this$' }`: how what is kept ends. */
  readonly ending?: string;
  /** `| Select-Object -First 1`: of what comes back, the first alone. */
  readonly first?: true;
};

/** What one line of a window asks for. */
export type Line =
  | { readonly does: "call"; readonly call: Call; readonly into: string | undefined }
  | { readonly does: "set"; readonly variable: string; readonly value: Value }
  /** `if ($this) { one } else { other }`, on one line. The branch that is not taken is not read. */
  | { readonly does: "choose"; readonly line: string }
  | { readonly does: "nothing" };

/** This is not what PowerShell, or this window, understands. */
export class NotUnderstood extends Error {
  override readonly name = "NotUnderstood";
}

type Variables = ReadonlyMap<string, Value>;

const TOKEN =
  /'(?:[^']|'')*'|"[^"]*"|@\{\s*Add\s*=\s*(?:'[^']*'|"[^"]*"|\$\w+)\s*\}|@\([^)]*\)|\$[\w:]+(?:\.\w+)*|-[A-Za-z]\w*|,|[^\s|,]+|\|/g;

/** @throws NotUnderstood with PowerShell's kind of sentence */
export const readLine = (text: string, variables: Variables): Line => {
  const line = text.trim();
  if (line === "" || line.startsWith("#")) return { does: "nothing" };
  const [, target, given] = /^\$([\w:]+)\s*=\s*(.+)$/.exec(line) ?? [];
  if (target !== undefined && given !== undefined) {
    // `(Get-… ).AppRoleId`: what comes of it is not used here.
    if (given.startsWith("(")) return { does: "nothing" };
    if (/^[A-Z][a-z]+-\w+/.test(given))
      return { does: "call", call: readCall(given, variables), into: target };
    const [token = ""] = given.match(TOKEN) ?? [];
    return { does: "set", variable: target.toLowerCase(), value: readValue(token, variables) };
  }
  const [, asked, yes = "", no = ""] = /^if \(\$(\w+)\) \{ (.+) \} else \{ (.+) \}$/.exec(line) ?? [];
  if (asked !== undefined)
    return { does: "choose", line: textOf(variables.get(asked.toLowerCase())) === "" ? no : yes };
  if (/^[A-Z][a-z]+-\w+/.test(line))
    return { does: "call", call: readCall(line, variables), into: undefined };
  if (/^\$\w+\.AppRoles\b.*\{$/.test(line) || line === "}") return { does: "nothing" };
  throw new NotUnderstood(`The term '${line.split(/\s/)[0]}' is not recognised as the name of a cmdlet.`);
};

const readCall = (line: string, variables: Variables): Call => {
  const [name = "", ...tokens] = line.match(TOKEN) ?? [];
  const end = tokens.indexOf("|");
  const own = end < 0 ? tokens : tokens.slice(0, end);
  // What is done with each of what comes back would not be done: it is refused, not passed over.
  if (/\|\s*ForEach-Object\s*\{\s*[A-Z][a-z]+-\w/i.test(line))
    throw new NotUnderstood("ForEach-Object: this window runs one cmdlet a line.");
  const parameters: Record<string, Value> = {};
  for (let at = 0; at < own.length; at += 1) {
    const token = own[at] ?? "";
    if (name === "Write-Host" && token.startsWith("'")) {
      parameters["Object"] = readValue(token, variables);
      continue;
    }
    if (!/^-[A-Za-z]/.test(token)) throw new NotUnderstood(`${name}: a value stands alone: ${token}`);
    const next = own[at + 1];
    if (next === undefined || /^-[A-Za-z]/.test(next)) parameters[token.slice(1)] = true;
    else {
      // `-Scopes 'a', 'b'`
      const values = [next];
      at += 1;
      while (own[at + 1] === "," && own[at + 2] !== undefined) {
        values.push(own[at + 2] ?? "");
        at += 2;
      }
      const [only = ""] = values;
      parameters[token.slice(1)] =
        values.length === 1
          ? readValue(only, variables)
          : values.map((value) => textOf(readValue(value, variables)));
    }
  }
  const [, without] = /\| Where-Object \{ \$_\.\w+ -ne '([^']*)' \}/.exec(line) ?? [];
  const [, ending] = /\| Where-Object \{ \$_\.\w+ -match '([^']*)\$' \}/.exec(line) ?? [];
  return {
    name,
    parameters,
    ...(without === undefined ? {} : { without }),
    ...(ending === undefined ? {} : { ending }),
    ...(line.endsWith("| Select-Object -First 1") ? { first: true as const } : {}),
  };
};

const readValue = (token: string, variables: Variables): Value => {
  if (token.startsWith("@{")) {
    if (!/^@\{\s*Add\s*=/i.test(token))
      throw new NotUnderstood(`${token}: this window can add to a list, and take nothing out of one.`);
    const [, inner = ""] = /=\s*([^}]+?)\s*\}/.exec(token) ?? [];
    return { Add: textOf(readValue(inner, variables)) };
  }
  if (token.startsWith("@("))
    return (token.slice(2, -1).match(/'(?:[^']|'')*'|"[^"]*"|\$[\w:]+|[^\s,]+/g) ?? []).map((one) =>
      textOf(readValue(one, variables)),
    );
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token.startsWith('"'))
    return token.slice(1, -1).replaceAll(/\$(\w+)/g, (_all, name: string) => textOf(named(name, variables)));
  if (/^\$(true|false)$/i.test(token)) return token.toLowerCase() === "$true";
  if (token.startsWith("$")) return named(token.slice(1), variables);
  return token;
};

/** A property of a value is the value itself here: `$app.Id` is the app that was asked for. */
const named = (path: string, variables: Variables): Value => {
  const [name = ""] = path.replace(/^script:/, "").split(".");
  if (name === "_") return "";
  const value = variables.get(name.toLowerCase());
  if (value === undefined) throw new NotUnderstood(`$${name} has no value yet: set it first.`);
  return value;
};

/** A value as text, where a cmdlet takes text. */
export const textOf = (value: Value | undefined): string => {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value === undefined) return "";
  return "Add" in value ? value.Add : value.join(", ");
};

/** A value as a list, where a cmdlet takes several. */
export const listOf = (value: Value | undefined): readonly string[] => {
  if (Array.isArray(value)) return value as readonly string[];
  const text = textOf(value);
  return text === "" ? [] : [text];
};
