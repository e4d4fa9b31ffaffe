import { parseArgs } from "node:util";

export interface CommandLine {
  readonly port: number;
  readonly json: boolean;
  readonly app: string | undefined;
  readonly appUrl: string | undefined;
  readonly data: string | undefined;
}

/** `--port N` `--json` `--app SCRIPT` `--app-url URL` `--data DIR`; throws with a sentence. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "3000" },
      json: { type: "boolean", default: false },
      app: { type: "string" },
      "app-url": { type: "string" },
      data: { type: "string" },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error("--port takes a number from 0 to 65535");
  return { port, json: values.json, app: values.app, appUrl: values["app-url"], data: values.data };
}
