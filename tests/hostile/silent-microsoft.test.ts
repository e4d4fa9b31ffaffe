import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cardsWith, chatOf } from "../e2e/support/cards.ts";
import { PracticeLesson } from "../e2e/support/lesson.ts";
import { stopClock } from "../support/frozen.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";

/** Longer than what the directory said of a person is taken for fresh. */
const LATER_MS = 10 * 60_000;

/** All that a press could ask, or a token could need. */
const OPERATIONS =
  "entra.keys entra.metadata entra.token connector.keys connector.metadata graph.checkMemberGroups " +
  "graph.group.transitiveMembers graph.user.get graph.call.get graph.participants.list graph.onlineMeeting.get " +
  "graph.onlineMeeting.patch";

describe("where Microsoft takes each question and answers none", () => {
  const folder = mkdtempSync(join(tmpdir(), "silent-microsoft-"));
  let app: InProcess;
  let lesson: PracticeLesson;
  let id: string;

  beforeAll(async () => {
    app = await startInProcess({ dataDir: folder });
    lesson = PracticeLesson.on(app.practice);
    ({ lesson: id } = await lesson.recognised());
    stopClock(Date.now() + LATER_MS);
    for (const operation of OPERATIONS.split(" "))
      await app.practice.fault({ operation, kind: "hang", times: 100_000 });
  });

  afterAll(async () => {
    jest.useRealTimers();
    await app.practice.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const onCard = async (): Promise<unknown> => {
    const [card] = await cardsWith(app.practice, "okafor", id);
    const { body } = await app.practice.press({
      person: "okafor",
      message: card?.id ?? "",
      action: "pause",
      data: { lesson: id },
      conversation: (await chatOf(app.practice, "okafor")).id,
    });
    return (body as { type?: string }).type;
  };

  it.each([
    [
      "Pause",
      200,
      async () => (await lesson.teacher.ask("POST", `/api/lessons/${id}/press`, { press: "pause" })).status,
    ],
    ["Pause on a card", "application/vnd.microsoft.card.adaptive", onCard],
    [
      "a concern",
      200,
      async () => (await lesson.teacher.ask("POST", "/api/concerns", { lesson: id, about: "child" })).status,
    ],
    [
      "End for all",
      200,
      async () =>
        (await lesson.teacher.ask("POST", `/api/lessons/${id}/press`, { press: "end-for-all" })).status,
    ],
  ])("no press that protects children waits for it: %s", async (_what, answer, press) => {
    let read = false;
    // Reading needs to know whether the person may still read: it waits until the directory is given up.
    const reading = lesson.teacher.ask("GET", `/api/lessons/${id}`).finally(() => {
      read = true;
    });
    expect(await press()).toBe(answer);
    expect(read).toBe(false);
    expect((await reading).status).toBe(503);
  });
});
