import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { groupId } from "../../../src/practice/school/groups.ts";
import { PROGRAM } from "../../support/program.ts";

// Practice starts this file as the application. It is the application, with two schools in its SCHOOL_FILE.

const { DATA_DIR = "", SCHOOL_FILE = "" } = process.env;

const one = JSON.parse(readFileSync(SCHOOL_FILE, "utf8")) as object;

const school = (id: string, name: string) => ({
  ...one,
  id,
  name,
  groups: Object.fromEntries(
    ["staff", "dsl", "headteacher", "administrators"].map((role) => [role, groupId(`${id}-${role}`)]),
  ),
});

const { dslChannel: _, ...withoutChannel } = school("elm", "Elm School") as { dslChannel?: unknown };
const file = join(DATA_DIR, "two-schools.json");
writeFileSync(file, JSON.stringify({ schools: [school("oak", "Oak School"), withoutChannel] }));
process.env["SCHOOL_FILE"] = file;

await import(PROGRAM.href);
