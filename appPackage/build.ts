import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { readArguments } from "../src/app/arguments.ts";
import { wrongIn } from "./check-values.ts";
import { readEnvironment } from "./environment.ts";
import { fillIn, MissingValues } from "./fill-in.ts";
import { isVersion, nextVersion } from "./version.ts";

// `npm run package [-- environment [zip file]]`: the app package that an administrator uploads to Teams, with
// the values of env/.env.<environment> (dev unless named); the process's own environment goes first. The toolkit runs
// the same (teamsapp.yml), so that there is one package.

const USAGE =
  "npm run package [-- <environment> [<zip file>]]\n" +
  "Makes the app package for Teams with the values of env/.env.<environment>: dev unless named, local for a machine of your own.\n" +
  "It is appPackage/build/lesson-guard.zip unless named. What cannot be right is said in a sentence; a changed package gets a higher version.";
const folder = import.meta.dirname;
const { positionals } = readArguments(USAGE, 2, {});
const [name = "dev", target = join(folder, "build/lesson-guard.zip")] = positionals;
const FILES = ["en-gb.json", "cy-gb.json", "color.png", "outline.png"];

const read = (file: string): Buffer => readFileSync(join(folder, file));

/** Written by the toolkit: BOT_DOMAIN where the program is in Azure. */
const PROVISIONED: ReadonlySet<string> = new Set([
  "BOT_ID",
  "TEAMS_APP_ID",
  ...(name === "local" ? [] : ["BOT_DOMAIN"]),
]);

/** Where each missing value comes from. */
const sourceOf = (missing: readonly string[]): string => {
  const provisioned = missing.filter((one) => PROVISIONED.has(one));
  const own = missing.filter((one) => !PROVISIONED.has(one));
  return [
    own.length > 0 && `Set ${own.join(", ")} in env/.env.${name}.`,
    provisioned.length > 0 &&
      `The provision writes ${provisioned.join(", ")}, and makes the package too (docs/admin/azure.md; docs/admin/registration.md for a machine of your own). Practice needs no package.`,
  ]
    .filter((line) => line !== false)
    .join("\n");
};

/** Everything in it but its version: by this it is seen whether an update has anything new. */
const digestOf = (manifest: string): string => {
  const hash = createHash("sha256").update(manifest);
  for (const file of FILES) hash.update(read(file));
  return hash.digest("hex").slice(0, 32);
};

try {
  const { values, keep, read: from } = readEnvironment(join(folder, "../env"), name);
  const manifestOf = (version: string): string =>
    fillIn(read("manifest.json").toString(), { ...values, APP_VERSION: version });
  const digest = digestOf(manifestOf("0.0.0"));
  const last = values["APP_VERSION"];
  const wrong = [
    ...wrongIn(values),
    ...(last && !isVersion(last) ? ["APP_VERSION must be three numbers, such as 0.2.1."] : []),
  ];
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  const { version: program } = JSON.parse(readFileSync(join(folder, "../package.json"), "utf8")) as {
    version: string;
  };
  const version = nextVersion(program, last || undefined, digest !== values["APP_PACKAGE_DIGEST"]);

  const zip = new ZipFile();
  // The same date in every file, so that the same values give the same package.
  const options = { mtime: new Date(1980, 0, 1), mode: 0o100644 };
  zip.addBuffer(Buffer.from(manifestOf(version)), "manifest.json", options);
  for (const file of FILES) zip.addBuffer(read(file), file, options);
  zip.end();
  mkdirSync(dirname(resolve(target)), { recursive: true });
  await pipeline(zip.outputStream, createWriteStream(target));
  keep({ APP_VERSION: version, APP_PACKAGE_DIGEST: digest });
  console.log(`App package ${version}: ${resolve(target)}\nRead: ${from}`);
} catch (error) {
  const next = error instanceof MissingValues ? sourceOf(error.names) : `Set it in env/.env.${name}.`;
  const words = error instanceof Error ? error.message : String(error);
  console.error(`${words}\n${next}\n(Another environment: npm run package -- local reads env/.env.local.)`);
  process.exitCode = 1;
}
