import { dueAt, nextEscalation } from "../../../src/protocol/concern/escalation.ts";
import { dutiesFor } from "../../../src/protocol/lesson/duties.ts";
import { LOBBY } from "../../../src/protocol/rules/c4-lobby.ts";
import { staysInside } from "../../../src/protocol/rules/x1-end-for-all.ts";
import { wentTo } from "../../../src/protocol/screen/route-words.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { routeFor } from "../../../src/protocol/who/route.ts";
import { CHANNEL, ConcernStory, DSL, HEAD, HOLDERS, raising } from "../concern/story.ts";
import { ASSISTANT, arrival, ended, guest, roster, type Story, TEACHER, user } from "../lesson/story.ts";
import { givenConcern, givenLesson, pressed, reported, rule } from "./given.ts";

const teacher = user("r-teacher", TEACHER);

const askedToEnd = (): Story => {
  const story = arrival();
  story.press({ press: "end-for-all" });
  return story;
};

describe(rule("X1"), () => {
  it("shuts the lobby and silences everyone with the press itself, before anyone is told", () => {
    givenLesson(arrival())
      .when(pressed({ press: "end-for-all" }))
      .thenFacts({ type: "EndAsked", data: { by: TEACHER.id } }, "OptionsAsked")
      .thenState(({ doors }) =>
        expect(doors.asked?.options).toMatchObject({ ...LOBBY, mic: false, camera: false, chat: "disabled" }),
      );
  });

  it("removes families and tells the DSL in the same moment, once the time to undo is over", () => {
    givenLesson(askedToEnd().wait(4000))
      .when(reported({ report: "end-window-passed" }))
      .thenFacts(
        { type: "EndBegan", data: { alert: "FRESH1" } },
        {
          type: "RemovalOrdered",
          data: { people: ["r-amara", "r-ben"], why: "end" },
        },
      );
  });

  it("can be undone in that time, and not after it", () => {
    givenLesson(askedToEnd().wait(3999))
      .when(pressed({ press: "undo-end" }))
      .thenAmong("EndUndone");
    givenLesson(ended())
      .when(pressed({ press: "undo-end" }))
      .thenRefused("too-late");
  });

  it("is done once however often it is pressed, and each press is answered", () => {
    givenLesson(askedToEnd())
      .when(pressed({ press: "end-for-all" }, ASSISTANT))
      .thenNothing()
      .thenSays(/pressed at/);
  });

  it("removes families who come back", () => {
    const back = ended().after(roster(teacher));
    givenLesson(back.wait(60_000))
      .when(reported(roster(teacher, guest("r-back", "Ben's mum (Guest)"))))
      .thenAmong({ type: "RemovalOrdered", data: { people: ["r-back"], why: "came back" } });
  });

  it("leaves inside the person who pressed, the organiser, and staff who came in again until the last removal", () => {
    const { end, people } = ended().lesson;
    const [me, child] = [people["r-teacher"], people["r-ben"]];
    if (end?.beganAt === undefined || me === undefined || child === undefined) throw new Error("not begun");
    const later = addMs(end.beganAt, 1000);
    const back = { ...me, userId: ASSISTANT.id, since: later };
    expect(staysInside(end, me)).toBe(true);
    expect(staysInside(end, child)).toBe(false);
    expect(staysInside(end, back)).toBe(true);
    expect(staysInside(end, { ...back, since: end.askedAt })).toBe(false);
    expect(staysInside({ ...end, lastRemovalAt: later }, back)).toBe(false);
  });

  it("tells the DSL although the teacher has ended the meeting in Teams meanwhile", () => {
    givenLesson(askedToEnd().wait(1000).after({ report: "meeting-ended" }).wait(3000))
      .when(reported({ report: "end-window-passed" }))
      .thenAmong("EndBegan");
  });

  it("tells the DSL although Lesson Guard is not in the call, and orders no removal that it cannot do", () => {
    const outside = askedToEnd().after({ report: "call-lost", call: "call1", code: 500, subcode: 7 });
    givenLesson(outside.wait(4000))
      .when(reported({ report: "end-window-passed" }))
      .thenState(({ end, people }) => {
        expect(end?.beganAt).toBeDefined();
        expect(Object.values(people).filter(({ removal }) => removal !== undefined)).toEqual([]);
      });
  });

  it("opens the lobby for no one when the meeting is begun again", () => {
    const over = ended().after({ report: "meeting-ended" }).wait(60_000);
    givenLesson(over)
      .when(reported({ report: "meeting-started", source: "event", teamsAt: addMs(over.now, 1) }))
      .thenState(({ phase, doors }) => {
        expect(phase).toBe("shut");
        expect(doors.asked?.options).toMatchObject({ ...LOBBY, chat: "disabled" });
      });
  });

  it("says to the DSL that a lesson was ended, and neither names a person nor says why", () => {
    givenConcern()
      .when(raising("ended"))
      .thenAmong({ type: "ConcernRaised", data: { about: "ended" } })
      .thenState(({ subjects, details }) => expect([subjects, details]).toEqual([[], []]));
  });

  it("goes to the DSL first, even for the conduct of staff: that is raised beside it, to the headteacher", () => {
    const told = routeFor({ about: "ended", reporter: TEACHER.id, lessonStaff: [], channel: true }, HOLDERS);
    expect([told.targets[0], told.reaches]).toEqual([CHANNEL, "dsl"]);
    const beside = routeFor(
      { about: "adult", reporter: TEACHER.id, lessonStaff: [], channel: true },
      HOLDERS,
    );
    expect(beside.reaches).toBe("headteacher");
  });

  it("reaches the headteacher after the minutes that the school has set, if no DSL has it", () => {
    const story = new ConcernStory(raising("ended", { escalateAfterMs: 60_000 }));
    expect(dueAt(story.concern)).toBe(addMs(story.concern.raisedAt, 60_000));
    const escalate = { do: "escalate", holders: HOLDERS, lessonStaff: [], afterMs: 60_000 } as const;
    story.wait(60_000);
    story.take({ ...escalate, step: 2 });
    const last = story.concern.steps.at(-1)?.whom;
    const headAsked = (): boolean =>
      story.concern.deliveries.some(({ target }) => target.to === "person" && target.person === HEAD.id);
    if (!headAsked()) {
      expect(last).toBe("dsl");
      expect(nextEscalation(story.concern, HOLDERS, [], "not seen")?.whom).toBe("headteacher");
      story.wait(60_000);
      story.take({ ...escalate, step: 3 });
    }
    expect(headAsked()).toBe(true);
  });

  it("goes no further once the DSL has it", () => {
    const story = new ConcernStory(raising("ended"), { do: "have-it", by: DSL });
    givenConcern(story)
      .when({ do: "escalate", step: 2, holders: HOLDERS, lessonStaff: [], afterMs: 60_000 })
      .thenNothing();
  });

  it("says whom to phone, and 999, where no one can be told", () => {
    const route = routeFor(
      { about: "ended", reporter: TEACHER.id, lessonStaff: [], channel: false },
      { dsl: [], headteacher: [] },
    );
    expect(route.targets).toEqual([]);
    expect(wentTo(route, "ended", "01234 567890")).toMatch(/01234 567890.*999/);
  });

  it("sends nothing to the meeting chat or the class", () => {
    const { events, lesson } = ended();
    const kinds = events.slice(-2).flatMap((event) => dutiesFor(lesson, event).map(({ work }) => work.kind));
    expect(kinds).toContain("remove");
    expect(kinds).not.toContain("post-family-card");
  });

  it("is passed on after three minutes where nothing else was set", () => {
    const { concern } = new ConcernStory(raising("ended"));
    expect(dueAt(concern)).toBe(addMs(concern.raisedAt, 180_000));
  });
});
