import type { Decision } from "../../../src/protocol/decision.ts";
import { decideFamily, type FamilyCommand } from "../../../src/protocol/families/decide.ts";
import { decideVisit, type VisitCommand } from "../../../src/protocol/families/decide-visit.ts";
import type { FamilyEvent } from "../../../src/protocol/families/events.ts";
import { evolveFamily, type Family, NO_FAMILY } from "../../../src/protocol/families/state.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { AT, TEACHER } from "../lesson/story.ts";

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** Where the test has nothing to do with time zones, it names none. */
type Loose<Command> = Command extends { readonly timeZone: string } ? Omit<Command, "timeZone"> : Command;

/** In the school's time zone. */
export const inZone = <Command>(command: Loose<Command>): Command =>
  ({ timeZone: "Europe/London", ...command }) as Command;

export type LooseVisit = Loose<VisitCommand>;
export type LoosePress = Loose<FamilyCommand>;

/** One family, built press by press, with a clock that only the test moves. */
export class FamilyStory {
  #family: Family = { ...NO_FAMILY, id: "f1" };
  #now = AT;
  readonly #events: FamilyEvent[] = [];

  get family(): Family {
    return this.#family;
  }

  get events(): readonly FamilyEvent[] {
    return this.#events;
  }

  get now(): string {
    return this.#now;
  }

  wait(ms: number): this {
    this.#now = addMs(this.#now, ms);
    return this;
  }

  /** What staff press. */
  press(command: LoosePress): Decision<FamilyEvent> {
    return this.#keep(decideFamily(this.#family, inZone<FamilyCommand>(command), TEACHER, this.#now));
  }

  /** A new link for an adult. @param named what its digest begins with */
  makeLink(adult: string, named = adult): Decision<FamilyEvent> {
    const before = this.#family.links.findLast((link) => link.adult === adult)?.madeAt;
    return this.press({
      do: "make-link",
      adult,
      link: `${named}-link`,
      digest: `${named}-digest`,
      expiresAt: "2027-09-01T00:00:00.000Z",
      wording: "2026-11-30",
      ...(before === undefined ? {} : { instead: before }),
    });
  }

  /** What an adult does through their link. @param link by its adult: "mum" has the link "mum-digest" */
  visit(adult: string, command: LooseVisit, place = `${adult}-home`): Decision<FamilyEvent> {
    return this.#keep(
      decideVisit(this.#family, `${adult}-digest`, inZone<VisitCommand>(command), place, this.#now),
    );
  }

  permission(adult: string): string | undefined {
    return this.#family.adults.find(({ id }) => id === adult)?.permission;
  }

  #keep(decision: Decision<FamilyEvent>): Decision<FamilyEvent> {
    const events = "refused" in decision ? [] : decision.events;
    this.#events.push(...events);
    this.#family = events.reduce(evolveFamily, this.#family);
    return decision;
  }
}

/** Maya, with her mum and her dad in two households, each with a link that was sent. */
export const twoHouseholds = (): FamilyStory => {
  const story = new FamilyStory();
  story.press({ do: "list", family: "f1", child: "Maya Singh", also: [] });
  for (const adult of ["mum", "dad"]) {
    story.press({ do: "add-adult", adult, name: `Maya's ${adult}` });
    story.makeLink(adult);
    story.press({ do: "sent", adult, how: "ClassDojo" });
  }
  return story;
};
