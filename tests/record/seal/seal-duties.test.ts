import { NEW_SCHOOL } from "../../../src/desk/school.ts";
import { anchor, anchorMissing, scheduleSeals, seal } from "../../../src/duty/handlers/seal-duties.ts";
import { CloudError } from "../../../src/meeting/cloud-error.ts";
import { openSealer } from "../../../src/record/seal/sealer.ts";
import { type Setting, setUp, until } from "../../duty/setting.ts";
import { fact } from "../samples.ts";
import { newKey } from "./sealed-record.ts";

const SCHOOL_TIME = "2026-11-24T17:00:00.000Z";

describe("the duties to seal", () => {
  let setting: Setting;
  let now: string;
  let said: { readonly to: string; readonly text: string }[];
  /** Errors that the next messages meet with. */
  let troubles: CloudError[];
  let heads: readonly string[];

  const parts = () => {
    const { record } = setting;
    const { staffMatters } = record;
    const asks = { headteacher: heads, dsl: ["lowe"] };
    return {
      record,
      now: () => now,
      people: { holders: async () => asks },
      school: { settings: () => NEW_SCHOOL },
      seals: {
        general: openSealer({ record, key: newKey(), now: () => now }),
        adult: openSealer({ record: staffMatters, key: newKey(), now: () => now }),
      },
      sender: {
        openPersonal: async (person: string) => `chat of ${person}`,
        send: async (to: string, message: object) => {
          said.push({ to, text: "text" in message ? String(message.text) : "" });
          const trouble = troubles.shift();
          if (trouble !== undefined) throw trouble;
          return { activityId: "1" };
        },
      } as unknown as Parameters<typeof anchor>[0]["sender"],
    };
  };

  const start = (): void => {
    const all = parts();
    setting.start(
      { seal: seal(all), anchor: anchor(all), "anchor-missing": anchorMissing(all) },
      { clock: () => Date.parse(now) },
    );
  };

  const openDuties = async () =>
    (await setting.record.dutiesOf("seal:general")).filter(({ work }) => work.kind === "seal");

  beforeEach(async () => {
    setting = await setUp("SQLite");
    now = SCHOOL_TIME;
    said = [];
    troubles = [];
    heads = ["evans", "bell"];
  });

  afterEach(async () => setting.close());

  it("seals both parts of the record at the time of day, and tells each headteacher", async () => {
    await scheduleSeals(parts(), () => now);
    start();
    now = "2026-11-24T18:00:01.000Z";
    await until(() => said.length === 4);
    const heard = said.map(({ to, text }) => `${to}: ${text.replace(/[0-9a-f]{64}/, "…")}`);
    expect(heard.toSorted()).toEqual([
      "chat of bell: Proof of the record: keep this message, your IT team may need it. Record of staff matters sealed at 18:00. Seal ….",
      "chat of bell: Proof of the record: keep this message, your IT team may need it. Record sealed at 18:00. Seal ….",
      "chat of evans: Proof of the record: keep this message, your IT team may need it. Record of staff matters sealed at 18:00. Seal ….",
      "chat of evans: Proof of the record: keep this message, your IT team may need it. Record sealed at 18:00. Seal ….",
    ]);
  });

  it("names another school than the first in the message, and that one only", async () => {
    const record = setting.record.records.in("elm");
    const all = {
      ...parts(),
      record,
      seals: {
        general: openSealer({ record, key: newKey(), now: () => now }),
        adult: openSealer({
          record: setting.record.records.in("elm", "adult"),
          key: newKey(),
          now: () => now,
        }),
      },
    };
    await all.seals.general.seal(() => []);
    await all.seals.adult.seal(() => []);
    const attempt = { signal: new AbortController().signal } as Parameters<ReturnType<typeof anchor>>[1];
    for (const store of ["general", "adult"] as const)
      await anchor(all)({ kind: "anchor", store, seal: 1, person: "evans" }, attempt);
    expect(said.map(({ text }) => text.replace(/[0-9a-f]{64}/, "…"))).toEqual([
      "Proof of the record: keep this message, your IT team may need it. Record of school elm sealed at 17:00. Seal ….",
      "Proof of the record: keep this message, your IT team may need it. Record of staff matters of school elm sealed at 17:00. Seal ….",
    ]);
  });

  it("asks for the next day's once, however often it starts", async () => {
    await scheduleSeals(parts(), () => now);
    await scheduleSeals(parts(), () => now);
    start();
    now = "2026-11-24T18:00:01.000Z";
    await until(async () => (await openDuties()).length === 2);
    await scheduleSeals(parts(), () => now);
    const due = (await openDuties()).map(({ notBefore }) => new Date(notBefore).toISOString());
    expect(due).toEqual(["2026-11-24T18:00:00.000Z", "2026-11-25T18:00:00.000Z"]);
  });

  it("tells a DSL where there is no headteacher to give the message to, and nothing of staff matters", async () => {
    heads = [];
    await scheduleSeals(parts(), () => now);
    start();
    now = "2026-11-24T18:00:01.000Z";
    await until(() => said.length === 1);
    expect(said[0]).toEqual({
      to: "chat of lowe",
      text: expect.stringContaining("could not be sent to a headteacher"),
    });
    expect(said[0]?.text).not.toContain("staff matters");
  });

  it("tells a DSL once where Teams takes no message for the headteachers", async () => {
    const refused = new CloudError({
      service: "connector",
      operation: "send message",
      kind: "refused",
      status: 403,
    });
    troubles = [refused, refused, refused, refused];
    await scheduleSeals(parts(), () => now);
    start();
    now = "2026-11-24T18:00:01.000Z";
    await until(() => said.length === 5);
    expect(said.filter(({ to }) => to === "chat of lowe")).toHaveLength(1);
  });

  it("goes on where the clock was put back while it ran", async () => {
    await scheduleSeals(parts(), () => now);
    const [daily] = await openDuties();
    const attempt = {
      id: "seal",
      stream: "seal:general",
      store: "general" as const,
      number: 1,
      deadlineAt: daily?.deadlineAt ?? 0,
      expiresAt: 0,
      signal: new AbortController().signal,
    };
    await seal(parts())({ kind: "seal", of: "day" }, attempt);
    expect((await openDuties()).map(({ notBefore }) => new Date(notBefore).toISOString())).toContain(
      "2026-11-25T18:00:00.000Z",
    );
  });

  it("seals the general record alone once a lesson is over: staff matters keep to the clock", async () => {
    const duty = {
      work: { kind: "seal", of: "lesson", lesson: "l1" } as const,
      afterMs: 0,
      deadlineMs: 1000,
      expiryMs: 60_000,
      repeat: "until-done" as const,
      urgent: false,
    };
    await setting.record.append({
      streams: [{ stream: "lesson:l1", expectedVersion: 0, facts: [fact("MeetingEnded")] }],
      duties: [{ id: "d1", stream: "lesson:l1", duty, at: now }],
    });
    start();
    await until(() => said.length === 2);
    expect(said.map(({ text }) => text)).toEqual([said[0]?.text, said[0]?.text]);
    expect(await setting.record.staffMatters.read("seal:adult")).toEqual([]);
  });

  it("sends a message again in the same words where no one knows whether it arrived", async () => {
    troubles = [new CloudError({ service: "connector", operation: "send message", kind: "unknown-outcome" })];
    await scheduleSeals(parts(), () => now);
    start();
    now = "2026-11-24T18:00:01.000Z";
    await until(() => said.length === 4);
    now = "2026-11-24T18:01:00.000Z";
    await until(() => said.length === 5);
    const texts = new Set(said.map(({ to, text }) => `${to} ${text}`));
    expect(texts.size).toBe(4);
  });
});
