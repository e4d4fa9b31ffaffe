import { Unanswered } from "../../src/panel/unanswered.ts";

describe("the name of a press", () => {
  const at = (...moments: readonly number[]) => {
    let [now = 0] = moments;
    const unanswered = new Unanswered(() => now);
    return moments.map((moment) => {
      now = moment;
      return unanswered.name("child");
    });
  };

  it("stays while its answer is out and it is pressed again at once", () => {
    expect(new Set(at(0, 10_000, 59_999)).size).toBe(1);
  });

  it("is another one a minute after it was first pressed, however often it was pressed between", () => {
    const [first, , , last] = at(0, 30_000, 59_999, 60_000);
    expect(last).not.toBe(first);
  });

  it("is another one once it was answered, and for another matter", () => {
    const unanswered = new Unanswered(() => 0);
    const first = unanswered.name("child");
    expect(unanswered.name("adult")).not.toBe(first);
    unanswered.answered("child");
    expect(unanswered.name("child")).not.toBe(first);
  });
});
