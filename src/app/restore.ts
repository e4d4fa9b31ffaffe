import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Place, readPlace } from "../config.ts";
import { checkWhole } from "../record/copy/check-copy.ts";
import { CopyError } from "../record/copy/copy-error.ts";
import { lastRecorded, noteRestore } from "../record/copy/note-restore.ts";
import { type CopyFound, type Put, restore, tryCopy } from "../record/copy/restore.ts";
import { openRecordStore } from "../record/record-store.ts";
import { findSealKey } from "../record/seal/seal-key.ts";
import { openWitness } from "../record/seal/witness.ts";
import { type ExitCode, momentInWords, runCommand, UsageError, versionHere } from "./command.ts";
import { placeOf } from "./database-sign-in.ts";

// `npm run restore -- <copy>`: puts a copy in place of the record, and notes that in it (docs/operating.md).

const USAGE =
  "npm run restore -- <copy>                    puts the copy in the place of the record in DATA_DIR, while nothing runs\n" +
  "npm run restore -- --check <copy>            looks at all of a copy, and changes nothing\n" +
  "npm run restore -- --note 2026-11-24T10:15Z  notes that the database was put back with its own tools, as it was then\n" +
  "npm run restore -- --drill <folder> <copy>   tries it in a folder of its own, beside a Lesson Guard that runs\n" +
  "  --new-key                                  the key that the copy was sealed with is lost (with a copy, or with --drill)";

const POSTGRES =
  "DATABASE_URL is set: this record is in PostgreSQL. Nothing was changed. Put the database back with pg_restore, then say " +
  "which moment it is of with --note (docs/operating.md).";

const EMPTY =
  "The record is empty. A dump that was made with --enable-row-security, or by a user whom row security stops, holds nothing: " +
  "docs/operating.md, PostgreSQL. Nothing was noted.";

const NEXT =
  "Next:\n" +
  "1. Start Lesson Guard. The headteachers are told in their own chat, with the message about the next seal.\n" +
  "2. Tell the DSL and the headteacher which time is missing. Alerts of that time are in Teams only: their buttons no longer find anything.\n" +
  "3. Children erased, legal holds placed and settings changed in that time: do that again.";

const saying = (words: string): ExitCode => {
  console.log(words);
  return 0;
};

/** There was no record: a new server, or a drill in a folder of one's own. Only the person knows which. */
const ONLY_A_DRILL =
  "If this is only a drill, start nothing on it: it would send messages. Delete the folder, because it holds names. Otherwise:\n";

/** Notes that a database was restored with its own tools. */
const note = async (place: Place, given: string): Promise<ExitCode> => {
  const at = new Date().toISOString();
  const moment = Date.parse(given);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d.*Z$/.test(given) || Number.isNaN(moment))
    throw new UsageError(`"${given}" is no moment such as 2026-11-24T10:15Z (UTC).`);
  const of = new Date(moment).toISOString();
  if (of > at) throw new UsageError(`${momentInWords(of)} is still to come.`);
  const witness = openWitness(place.dataDir);
  const records = await openRecordStore(placeOf(place));
  try {
    const last = await lastRecorded(records);
    // The time was typed to the minute, so it is no more exact than that.
    if (last !== undefined && Date.parse(last) >= moment + 60_000)
      throw new UsageError(
        `The record holds what was recorded up to ${momentInWords(last)}: it cannot be of ${momentInWords(of)}.`,
      );
    const { schools, streams } = await checkWhole(records);
    if (streams === 0) throw new CopyError(EMPTY);
    await noteRestore(records, { at, of, version: versionHere(), witness });
    return saying(
      `Done. The record (${inWords(schools, streams)}) was checked, and says that it was restored from a copy of ${momentInWords(of)}.\n${NEXT}`,
    );
  } finally {
    await records.close();
  }
};

const inWords = (schools: number, streams: number): string => {
  const what = streams === 1 ? "1 lesson, concern or other" : `${streams} lessons, concerns and others`;
  return `${schools === 1 ? "1 school" : `${schools} schools`}, ${what}`;
};

const foundWords = (file: string, { of, schools, streams, seal }: CopyFound): string => {
  const sealed =
    seal === undefined ? "It holds no seal yet." : `Its newest seal is of ${momentInWords(seal.at)}.`;
  return `${file} is whole: the record of ${momentInWords(of)} (${inWords(schools, streams)}). ${sealed} Nothing was changed.`;
};

/** A copy that Lesson Guard is started on would send its messages to real people. */
const drillWords = (folder: string, { of, schools, streams }: Put): string =>
  `The drill went well: the copy of ${momentInWords(of)} (${inWords(schools, streams)}) could be put in place, in ${folder}.\nNext: delete ${folder}, because it holds names. Start nothing on it: it would send messages.`;

const drill = async (place: Place, folder: string, file: string, lost: boolean): Promise<ExitCode> => {
  const dataDir = resolve(folder);
  if (dataDir === resolve(place.dataDir))
    throw new UsageError("A drill is not tried in DATA_DIR: that is the record itself. Name another folder.");
  if (existsSync(dataDir))
    throw new UsageError(`${dataDir} is there already. Name a folder that is not: nothing in it is touched.`);
  // The key that is in use: so that it is tried, too.
  const key = findSealKey(place);
  const put = await restore({
    file,
    dataDir,
    version: versionHere(),
    key,
    newKey: lost || key === undefined,
  });
  return saying(drillWords(dataDir, put));
};

const putWords = (dataDir: string, { of, until, aside, schools, streams }: Put): string => {
  const missing =
    until === undefined ? "" : ` What was recorded between then and ${momentInWords(until)} is not in it.`;
  const old =
    aside === undefined
      ? "There was no record there before."
      : `What was there before is in ${aside}. It holds names too: delete it once it is needed no more.`;
  const next = aside === undefined ? `${ONLY_A_DRILL}${NEXT}` : NEXT;
  return `Done. The record in ${dataDir} is the copy of ${momentInWords(of)} (${inWords(schools, streams)}), and says so.${missing}\n${old}\n${next}`;
};

await runCommand(USAGE, async (args): Promise<ExitCode> => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      check: { type: "boolean" },
      note: { type: "string" },
      drill: { type: "string" },
      "new-key": { type: "boolean" },
    },
  });
  const [file] = positionals;
  const newKey = values["new-key"] === true;
  const acts = [values.check && "--check", values.note && "--note", values.drill && "--drill"].filter(
    Boolean,
  );
  if (acts.length > 1) throw new UsageError(`${acts.join(" and ")} are two things: do one after the other.`);
  if (newKey && (values.check || values.note !== undefined))
    throw new UsageError("--new-key belongs to a copy that is put back, or to a drill.");
  const place = readPlace(process.env);
  if (values.note !== undefined) {
    if (file !== undefined)
      throw new UsageError("With --note there is no file: the database was put back before.");
    return note(place, values.note);
  }
  if (file === undefined || positionals.length > 1) throw new UsageError("Name one copy.");
  if (values.check === true) return saying(foundWords(resolve(file), await tryCopy(file)));
  if (values.drill !== undefined) return drill(place, values.drill, file, newKey);
  if (place.databaseUrl !== undefined) {
    console.error(POSTGRES);
    return 2;
  }
  const { dataDir } = place;
  const put = await restore({ file, dataDir, version: versionHere(), key: findSealKey(place), newKey });
  return saying(putWords(resolve(dataDir), put));
});
