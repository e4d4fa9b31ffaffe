import type { MeetingOptions } from "../../../src/protocol/lesson/options.ts";
import { driftToPutRight } from "../../../src/protocol/lesson/wanted-options.ts";
import { noticesOf } from "../../../src/protocol/screen/notices.ts";
import { doorsProof } from "../../../src/protocol/screen/proofs.ts";
import { fc, runs } from "../../support/properties.ts";
import { arrival, typesOf } from "./story.ts";
import { ANSWERS, CUT_OFF, TeamsMeeting as Meeting, PRESSES } from "./teams-meeting.ts";

type Step = (meeting: Meeting) => void;

const presses = PRESSES.map(
  (press): Step =>
    (meeting) =>
      meeting.press(press),
);
const answers = ANSWERS.map(
  (answer): Step =>
    (meeting) =>
      meeting.send(answer),
);
const kills = CUT_OFF.map(
  (answer): Step =>
    (meeting) =>
      meeting.kill(answer),
);
const arrive: Step = (meeting) => meeting.arrive();
const look: Step = (meeting) => meeting.look();
const byHand = fc
  .record<Partial<MeetingOptions>>(
    {
      lobbyScope: fc.constantFrom("everyone", "organizer"),
      mic: fc.boolean(),
      camera: fc.boolean(),
      chat: fc.constantFrom("enabled", "disabled", "limited"),
      recording: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map(
    (change): Step =>
      (meeting) =>
        meeting.byHand(change),
  );

const driftIn = ({ story }: Meeting): number => story.count("DriftSeen");

describe("a change in Teams that is our own", () => {
  it("is never said to be by hand: asked, lost, late or cut off by the program's end, however often Teams was read", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...presses, ...answers, ...kills, arrive, look), byHand), {
          maxLength: 25,
        }),
        (steps) => {
          const meeting = new Meeting();
          for (const step of steps) step(meeting);
          meeting.restart();
          meeting.look();
          expect(meeting.untrue).toEqual([]);
        },
      ),
      runs(400),
    );
  });

  it("is never said to be by hand where the program ended once, twice or more in the middle of a press", () => {
    const turn = fc.record({
      press: fc.constantFrom(...PRESSES),
      killed: fc.array(fc.constantFrom(...CUT_OFF), { maxLength: 2 }),
      answer: fc.constantFrom("comes", ...ANSWERS),
      arrives: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 8 }), (turns) => {
        const meeting = new Meeting();
        for (const { press, killed, answer, arrives } of turns) {
          meeting.press(press);
          for (const one of killed) meeting.kill(one);
          meeting.send(answer);
          if (arrives) meeting.arrive();
          if (arrives) meeting.look();
        }
        expect(meeting.untrue).toEqual([]);
      }),
      runs(400),
    );
  });

  it("is a Resume of which the program knew only that it had begun to send it", () => {
    const meeting = new Meeting();
    meeting.done("let-mics-on", "pause");
    meeting.press("resume");
    meeting.kill("late");
    meeting.send("comes");
    meeting.done("pause");
    meeting.arrive();
    meeting.look();
    expect([driftIn(meeting), meeting.options.mic]).toEqual([0, false]);
    expect(meeting.story.count("OptionsNotAnswered")).toBe(1);
  });

  it("is all that was asked for since the work began that was cut off, and nothing from before", () => {
    const meeting = new Meeting();
    meeting.done("let-cameras-on");
    meeting.press("let-mics-on");
    const since = meeting.story.wait(200).now;
    meeting.send("comes");
    meeting.done("pause");
    const { events } = meeting.story;
    const known = events.length;
    meeting.story.report({ report: "options-cut-off", since });
    expect(meeting.story.events.slice(known).map(({ data }) => data)).toMatchObject([
      { asked: { mic: true } },
      { asked: { mic: false } },
    ]);
    expect(typesOf(meeting.story.report({ report: "options-cut-off", since }))).toEqual([]);
  });

  it("is a pause that Teams has not taken yet: what it shows is what we asked before", () => {
    const meeting = new Meeting();
    meeting.done("let-mics-on");
    meeting.press("pause");
    meeting.send("never");
    meeting.look();
    expect(driftIn(meeting)).toBe(0);
    expect(noticesOf(meeting.story.lesson, "Europe/London")).toEqual([]);
  });

  it("is a Resume that comes late, after the next pause was confirmed: put back, and shown as what Teams shows", () => {
    const meeting = new Meeting();
    meeting.done("let-mics-on", "pause");
    meeting.press("resume");
    meeting.send("late");
    meeting.done("pause");
    meeting.arrive();
    const { story } = meeting;
    story.wait(1000);
    const reading = { asked: meeting.asked, seen: meeting.options };
    expect(typesOf(story.report({ report: "options-drifted", ...reading }))).toEqual(["OptionsSeen"]);
    expect(doorsProof(story.lesson, story.now, "Europe/London")).toMatchObject({ state: "not proven" });
    expect(noticesOf(story.lesson, "Europe/London")).toEqual([]);
    meeting.look();
    expect([driftIn(meeting), meeting.options.mic]).toEqual([0, false]);
  });

  it("is what the meeting was made with, before our first request is in force, and what Teams does not show", () => {
    const story = arrival();
    const asked = new Meeting().asked;
    const made: MeetingOptions = { ...asked, lobbyScope: "everyone", mic: true };
    expect(typesOf(story.report({ report: "options-drifted", asked, seen: made }))).toEqual(["OptionsSeen"]);
    const meeting = new Meeting();
    meeting.send("comes");
    const { lobbyScope: _, ...rest } = meeting.asked;
    expect(
      typesOf(meeting.story.report({ report: "options-drifted", asked: meeting.asked, seen: rest })),
    ).toEqual(["OptionsSeen"]);
  });

  it("is no longer that once a request has been on its way for five minutes", () => {
    const meeting = new Meeting();
    meeting.press("let-mics-on");
    meeting.send("never");
    meeting.done("pause");
    meeting.story.wait(6 * 60_000);
    meeting.byHand({ mic: true });
    meeting.look();
    expect(driftIn(meeting)).toBe(1);
  });
});

describe("a change in Teams that is not our own", () => {
  it("is recorded as that where everything was answered, and in every state that holds the option", () => {
    const change = fc.record<Partial<MeetingOptions>>(
      { lobbyScope: fc.constant("everyone"), recording: fc.constant(true), mic: fc.constant(true) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...presses, look), { maxLength: 10 }), change, (steps, by) => {
        const meeting = new Meeting();
        for (const step of steps) {
          step(meeting);
          meeting.send("comes");
        }
        meeting.send("comes");
        const before = driftIn(meeting);
        meeting.byHand(by);
        const held = Object.keys(driftToPutRight(meeting.asked, meeting.options, meeting.story.lesson.phase));
        meeting.look();
        expect(driftIn(meeting) - before).toBe(held.length > 0 ? 1 : 0);
      }),
      runs(100),
    );
  });

  it("is said once, with a lobby opened beside our own late request", () => {
    const meeting = new Meeting();
    meeting.done("let-mics-on");
    meeting.press("pause");
    meeting.send("never");
    meeting.byHand({ lobbyScope: "everyone" });
    meeting.look();
    const found = meeting.story.events.filter(({ type }) => type === "DriftSeen");
    expect(found.map(({ data }) => data)).toEqual([{ seen: { lobbyScope: "everyone" } }]);
  });
});
