import { CloudError } from "../../src/meeting/cloud-error.ts";
import { hasReturned } from "../../src/meeting/returned.ts";
import { HELD_BACK } from "../../src/protocol/work/limits.ts";
import { duty } from "../record/samples.ts";
import { DONE, type Setting, setUp, until } from "./setting.ts";

const HOUR = 60 * 60_000;

const heldBack = async () => {
  const told = { kind: "throttled", code: HELD_BACK, retryAfterMs: 1 } as const;
  throw new CloudError({ service: "connector", operation: "send message", ...told });
};

describe("a duty that waits for Microsoft's limits", () => {
  let setting: Setting;

  beforeEach(async () => {
    setting = await setUp("SQLite");
  });
  afterEach(async () => setting.close());

  it.each([
    ["was held back", heldBack],
    ["was tried in vain", async () => ({ reason: "503", retryAfterMs: 1 })],
  ])("has had its turn once it %s, and keeps its place", async (_why, first) => {
    const returned: boolean[] = [];
    setting.start({
      "set-options": async () => {
        returned.push(hasReturned());
        return returned.length === 1 ? first() : DONE;
      },
    });
    const work = { kind: "set-options", lesson: "l1" } as const;
    const asked = duty({ work, deadlineMs: HOUR, expiryMs: 3 * HOUR });
    const at = new Date().toISOString();
    await setting.record.append({ streams: [], duties: [{ id: "d1", stream: "s", duty: asked, at }] });
    await until(async () => (await setting.record.dutiesOf("s"))[0]?.state === "done");
    expect(returned).toEqual([false, true]);
  });
});
