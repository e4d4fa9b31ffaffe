import { childDocument } from "../../../src/protocol/export/child-document.ts";
import { concernView } from "../../../src/protocol/screen/concern-view.ts";
import { ConcernStory, DSL, raising } from "../concern/story.ts";
import { AT } from "../lesson/story.ts";

const AROUND = { now: AT, timeZone: "Europe/London", phone: "", school: "Oakfield" };

it("a child's chronology tells lessons and concerns in the order in which they happened", () => {
  const story = new ConcernStory(raising("child"), { do: "have-it", by: DSL });
  story.take({ do: "note-action", by: DSL, action: "Rang mother 11:10" });
  story.take({ do: "close", by: DSL, decision: "No further action", reason: "All is well", cpoms: "C-1" });
  const contents = {
    name: "Ben Price",
    lessons: [],
    concerns: [concernView(story.concern, "recipient", AROUND)],
    alsoMasked: [],
  };
  const [chronology] = childDocument(contents, AROUND).sections;
  expect(chronology?.heading).toBe("In the order in which it happened");
  expect(chronology?.table?.rows.map(([, what]) => what)).toEqual([
    "Concern ABC234: A concern was raised in a lesson.",
    `Concern ABC234, ${DSL.name}: Rang mother 11:10`,
    "Concern ABC234 was closed: No further action. All is well",
  ]);
});
