import { writeSync } from "node:fs";
import type { RecordPlace } from "../../../src/record/record-store.ts";
import { openRecord } from "../../support/opened.ts";
import { AT, adding, duty, fact } from "../samples.ts";

/** Appends for ever, saying which version was acknowledged, until the test kills it. */
const write = async (place: RecordPlace): Promise<void> => {
  const record = await openRecord(place);
  for (let version = 0; ; version += 1) {
    const one = fact("PupilRecognised", { data: { version }, personal: { name: `pupil ${version}` } });
    await record.append({
      ...adding("lesson/1", version, one),
      duties: [{ id: `lesson/1/${version + 1}/0`, stream: "lesson/1", duty: duty(), at: AT }],
    });
    if (version === 0) await record.claimDuties(Date.parse(AT), 1, 60_000, "others");
    writeSync(1, `${version + 1}\n`);
  }
};

const [, , place] = process.argv;
if (place !== undefined) void write(JSON.parse(place) as RecordPlace);
