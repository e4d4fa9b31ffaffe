import { claims } from "../../support/claims.ts";
import { ended } from "../lesson/story.ts";
import { rule } from "./given.ts";

describe(rule("C2"), () => {
  it("keeps no address in a lesson's record: a link cannot leak from there", () => {
    const { events } = ended();
    expect(events.length).toBeGreaterThan(20);
    expect(JSON.stringify(events)).not.toMatch(/https?:|teams\.microsoft/);
  });

  it("does not claim that a link was sent, while that cannot be recorded", () => {
    expect(claims(/link|invit|dojo/i)).toEqual([]);
  });
});
