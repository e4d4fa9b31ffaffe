import { planned, type Story } from "./story.ts";

const started = (): Story => planned().after({ report: "meeting-started", source: "event" });

const hungUp = (story: Story): readonly string[] =>
  story.events.flatMap((event) => (event.type === "StrayCallFound" ? [event.data.call] : []));

describe("the legs of the calling bot", () => {
  it("adopts a leg whose join was never answered, by its first call-back", () => {
    const story = started().after({ report: "call-joining", call: "one" });
    expect(story.lesson.call).toMatchObject({ state: "asked", call: "one" });
    expect(hungUp(story)).toEqual([]);
  });

  it("takes the answer of the join and its call-back for the same leg", () => {
    const story = started().after(
      { report: "call-joining", call: "one" },
      { report: "call-joining", call: "one" },
    );
    expect(story.count("CallJoining")).toBe(1);
    expect(hungUp(story)).toEqual([]);
  });

  it("hangs up a second leg that waits, once", () => {
    const two = { report: "call-joining", call: "two" } as const;
    const story = started().after({ report: "call-joining", call: "one" }, two, two);
    expect(story.lesson.call.call).toBe("one");
    expect(hungUp(story)).toEqual(["two"]);
  });

  it("never counts a leg as ours that has been told to hang up, though it is let in first", () => {
    const story = started().after(
      { report: "call-joining", call: "one" },
      { report: "call-waiting", call: "one" },
      { report: "call-stray", call: "two" },
      { report: "call-entered", call: "two" },
      { report: "call-left", call: "two" },
    );
    expect(hungUp(story)).toEqual(["two"]);
    expect(story.count("CallEntered")).toBe(0);
    expect(story.lesson.call).toMatchObject({ state: "waiting", call: "one" });
    expect(story.after({ report: "call-entered", call: "one" }).lesson.call.state).toBe("in");
  });

  it("keeps the leg that is let in first and hangs up the one that still waits", () => {
    const story = started().after(
      { report: "call-joining", call: "one" },
      { report: "call-waiting", call: "one" },
      { report: "call-entered", call: "two" },
    );
    expect(story.lesson.call).toMatchObject({ state: "in", call: "two" });
    expect(hungUp(story)).toEqual(["one"]);
  });

  it("hangs up a leg that is let in while another is in the call", () => {
    const story = started().after(
      { report: "call-entered", call: "one" },
      { report: "call-entered", call: "two" },
    );
    expect(story.lesson.call).toMatchObject({ state: "in", call: "one" });
    expect(hungUp(story)).toEqual(["two"]);
  });

  it("stays in its own call when a stray has left or ended", () => {
    const story = started().after(
      { report: "call-entered", call: "one" },
      { report: "call-stray", call: "two" },
      { report: "call-left", call: "two" },
      { report: "call-lost", call: "two", code: 200, subcode: 7000 },
    );
    expect(story.lesson.call).toMatchObject({ state: "in", call: "one" });
  });

  it("is inside once, however often it is heard", () => {
    const inside = { report: "call-entered", call: "one" } as const;
    const story = started().after({ report: "call-joining", call: "one" }, inside, inside);
    expect(story.count("CallEntered")).toBe(1);
    expect(hungUp(story)).toEqual([]);
  });

  it("hangs up nothing when the leg that waited is let in, or one before whose join was not answered", () => {
    for (const call of ["one", undefined]) {
      const story = started();
      if (call !== undefined) story.after({ report: "call-waiting", call });
      expect(hungUp(story.after({ report: "call-entered", call: "one" }))).toEqual([]);
      expect(story.lesson.call).toMatchObject({ state: "in", call: "one" });
    }
  });

  it("hangs up a leg that was asked for, not one that is lost, when another gets in", () => {
    const asked = started().after({ report: "call-joining", call: "one" });
    expect(hungUp(asked.after({ report: "call-entered", call: "two" }))).toEqual(["one"]);
    const lost = started().after(
      { report: "call-joining", call: "one" },
      { report: "call-lost", call: "one", code: 200, subcode: 5001 },
    );
    expect(hungUp(lost.after({ report: "call-entered", call: "two" }))).not.toContain("one");
  });

  it("does not enter a call of which it has heard already that it is over", () => {
    const story = started().after(
      { report: "call-joining", call: "one" },
      { report: "call-lost", call: "one", code: 200, subcode: 5001 },
      { report: "call-entered", call: "one" },
    );
    expect(story.lesson.call.state).toBe("lost");
    expect(story.count("CallEntered")).toBe(0);
    expect(hungUp(story)).toEqual([]);
  });

  it("is the same fact whether the end is heard from the meeting or from the call first", () => {
    const inside = () => started().after({ report: "call-entered", call: "one" });
    const ofMeeting = { report: "meeting-ended" } as const;
    const ofCall = { report: "call-lost", call: "one", code: 200, subcode: 5001 } as const;
    const left = { report: "call-left", call: "one" } as const;
    const facts = ({ events }: Story): readonly string[] =>
      events.map((event) => JSON.stringify(event)).toSorted();
    const one = inside().after(ofMeeting, left, ofCall);
    expect(facts(inside().after(ofCall, ofMeeting, left))).toEqual(facts(one));
    expect(facts(inside().after(ofMeeting, ofCall, left))).toEqual(facts(one));
    expect(one.events.map(({ type }) => type)).not.toContain("CallLost");
  });

  it.each([5001, 5003])(
    "takes a call that ended for everyone (200/%d) for the end of the meeting: Teams' own word may be lost",
    (subcode) => {
      const story = started().after(
        { report: "call-entered", call: "one" },
        { report: "call-lost", call: "one", code: 200, subcode },
      );
      expect(story.lesson.phase).toBe("over");
      expect(story.after({ report: "meeting-ended" }).count("MeetingEnded")).toBe(1);
    },
  );

  describe("whose call was found gone before it was heard why", () => {
    const over = { call: "one", code: 200, subcode: 5001 } as const;
    const gone = () =>
      started().after(
        { report: "call-entered", call: "one" },
        { report: "call-lost", call: "one", code: 404, subcode: 0 },
      );

    it.each(["call-gone", "call-lost"] as const)(
      "are over with the meeting once it is heard (%s)",
      (report) => {
        // Another leg has been asked for meanwhile.
        expect(gone().lesson.call).toMatchObject({ state: "asked", gone: "one" });
        expect(gone().after({ report, ...over }).lesson.phase).toBe("over");
      },
    );

    it.each([
      ["it was not for everyone", { ...over, subcode: 5010 }],
      ["it was another call", { ...over, call: "stray" }],
    ])("are not over where %s", (_, heard) => {
      const story = gone().after({ report: "call-gone", ...heard });
      expect(story.lesson).toMatchObject({ phase: "arrival", call: { state: "asked" } });
    });

    it("are not over by it once another call has been entered", () => {
      const story = gone().after({ report: "call-entered", call: "two" }, { report: "call-gone", ...over });
      expect(story.lesson).toMatchObject({ phase: "arrival", call: { state: "in", call: "two" } });
    });
  });

  it.each([
    [200, 7000],
    [200, 5002],
    [200, 5010],
    [200, 5300],
    [408, 8537],
    [404, 0],
  ])("does not call the meeting over where only our own leg went (%d/%d)", (code, subcode) => {
    const story = started().after(
      { report: "call-entered", call: "one" },
      { report: "call-lost", call: "one", code, subcode },
    );
    expect(story.count("MeetingEnded")).toBe(0);
  });

  it("does not call the meeting over for another's end: a stray leg, or one of an earlier occurrence", () => {
    const story = started().after(
      { report: "call-entered", call: "one" },
      { report: "call-lost", call: "two", code: 200, subcode: 5001 },
    );
    expect(story.lesson.phase).toBe("arrival");
  });

  it.each([
    [200, 5000],
    [200, 5300],
    [408, 8537],
    [404, 0],
  ])("is lost where it did not come to its end (%d/%d), and asked for again", (code, subcode) => {
    const story = started().after(
      { report: "call-entered", call: "one" },
      { report: "call-lost", call: "one", code, subcode },
    );
    expect(story.events.map(({ type }) => type)).toContain("CallLost");
    expect(story.lesson.call.state).toBe("asked");
  });
});

describe("a join that is answered too late", () => {
  const asked = (): Story => planned().after({ report: "meeting-started", source: "event" });
  const leaves = (story: Story): readonly unknown[] =>
    story.duties.flatMap(({ work }) => (work.kind === "leave-call" ? [work.call] : []));

  it.each(["call-joining", "call-entered"] as const)(
    "after the lesson is over: %s, and it hangs up, so that next week there is one Lesson Guard in the lobby",
    (report) => {
      const story = asked().after({ report: "meeting-ended" }, { report, call: "late" });
      expect(leaves(story)).toEqual(["late"]);
      expect(story.lesson.call.call).toBeUndefined();
    },
  );

  it("after it was said to be no lesson, it hangs up", () => {
    const story = asked();
    story.press({ press: "choose-kind", kind: "not a lesson" });
    story.report({ report: "call-joining", call: "late" });
    expect(leaves(story)).toEqual(["late"]);
  });

  it("while the lesson is on, it stays", () => {
    expect(leaves(asked().after({ report: "call-joining", call: "in time" }))).toEqual([]);
  });
});
