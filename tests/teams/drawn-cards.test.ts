import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checklistFace } from "../../src/protocol/screen/card-faces.ts";
import { card, heading, press } from "../../src/teams/cards/build.ts";
import { checklistPart, lessonCard } from "../../src/teams/cards/lesson-card.ts";
import { steps, take } from "../protocol/lesson/steps.ts";
import { arrival, planned, withCameras } from "../protocol/lesson/story.ts";
import { drawable } from "../support/drawable.ts";
import { CARDS, lessonCards } from "../support/every-card.ts";
import { fc, runs } from "../support/properties.ts";

const URL = "https://teams.example/l/entity";

it("the panel's checklist is that of the bot's card, element by element and button by button", () => {
  const of = { lesson: "l1", card: "checklist", panelUrl: URL } as const;
  type Drawn = { readonly body: readonly unknown[]; readonly actions: readonly unknown[] };
  const looks = [planned, arrival, () => withCameras(arrival())].map((start) => {
    const { lesson, now } = start();
    const face = checklistFace(lesson, { now, timeZone: "Europe/London", phone: "" });
    return { face, part: checklistPart(face, of), whole: lessonCard(face, of).card as Drawn };
  });
  expect(looks.map(({ part }) => part !== undefined)).toEqual([false, true, true]);
  for (const { part, whole, face } of looks) {
    if (part === undefined) continue;
    const { body, actions } = part as Drawn;
    expect(drawable(part)).toBeUndefined();
    expect(body).toHaveLength(1 + (face.checks?.length ?? 0));
    expect(actions.length).toBeGreaterThan(0);
    expect(whole.body).toEqual(expect.arrayContaining([...body]));
    expect(whole.actions).toEqual(expect.arrayContaining([...actions]));
  }
});

describe("Microsoft's own library reads every card before it leaves", () => {
  it.each(Object.entries(CARDS))("and can draw the card “%s”", (_name, make) => {
    for (const { card: made } of make()) expect(drawable(made)).toBeUndefined();
  });

  it("no builder is left out", () => {
    const folder = join(import.meta.dirname, "../../src/teams/cards");
    const built = readdirSync(folder).flatMap((file) =>
      [...readFileSync(join(folder, file), "utf8").matchAll(/^export const (\w+Card) =/gm)].map(
        ([, name = ""]) => name,
      ),
    );
    expect(built.toSorted()).toEqual([...Object.keys(CARDS), "lessonCard", "noticeCard"].toSorted());
  });

  it("whatever happens in a lesson and is pressed", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(planned, arrival, () => withCameras(arrival())),
        steps,
        (start, given) => {
          const story = start();
          const look = (): void => {
            for (const { card: made } of lessonCards(story)) {
              seen.add(JSON.stringify(made));
              expect(drawable(made)).toBeUndefined();
            }
          };
          look();
          for (const one of given) take(story, one);
          look();
        },
      ),
      runs(60),
    );
    expect(seen.size).toBeGreaterThan(30);
  });

  it("and would notice one that it cannot read", () => {
    const unknown = card("A", [heading("A")], [press("pause", "Pause", {})]).card as { body: object[] };
    unknown.body.push({ type: "ProgressBar", value: 1 });
    expect(drawable(unknown)).toMatch(/Unknown element type/);
  });
});
