import type { UnknownPerson } from "../protocol/screen/unknown-person.ts";
import type { LessonView, PupilRow } from "../protocol/screen/view.ts";
import type { Arrangement, Group } from "./arrangement.ts";
import { count, insideLine, PLACE_WORDS, timeOf, waitingLine } from "./wording.ts";

/**
 * The heading of a group of rows, with how many there are now: rows that are held in their place may show fewer or more.
 * @param fresh where every row of the view belongs
 */
export const groupTitle = (group: Group, fresh: Arrangement, view: LessonView): string => {
  const { kind, counts } = view;
  const rows = fresh[group].length;
  switch (group) {
    case "to sort out":
      return toSortOut(view, rows);
    case "still inside":
      return counts.inside === undefined || counts.inside === rows
        ? `${rows} still inside`
        : `${count(counts.inside, "person", "people")} still inside`;
    case "not here": {
      const refused = view.pupils.filter(
        (one) => one.noPermission && fresh[group].includes(one.pupil),
      ).length;
      return `${rows - refused} not here${refused > 0 ? `, permission refused for ${refused}` : ""}`;
    }
    case "waiting":
      return `${rows} known, in the lobby`;
    case "kept waiting":
      return `${rows} in the lobby: do not admit them`;
    case "to check":
      return `${rows} to check`;
    case "fine":
      return kind === "one-to-one" ? "Fine" : `${count(rows, "other")} fine`;
  }
};

/** As many names as the next step asks for, and apart from them what else stands in the group. */
const toSortOut = ({ unknown }: LessonView, rows: number): string => {
  const strangers = unknown.filter(({ notExpected }) => notExpected === true).length;
  const later = unknown.filter((one) => one.later === true).length;
  const names = unknown.length - strangers - later;
  const pupils = rows - unknown.length;
  const open = [
    ...(names === 0 ? [] : [pupils === 0 ? `${names}` : count(names, "name")]),
    ...(pupils === 0 ? [] : [names === 0 ? `${pupils}` : count(pupils, "pupil")]),
  ];
  return [
    ...(open.length > 0 || rows === 0 ? [`${open.join(" and ") || 0} to sort out`] : []),
    ...(later === 0 ? [] : [`${later} left for later`]),
    ...(strangers === 0 ? [] : [`${strangers} not expected`]),
  ].join(", ");
};

/** What stands beside a pupil's name. */
export const pupilWords = (pupil: PupilRow, ended: boolean): string => {
  if (pupil.back === true && pupil.checked !== undefined) {
    const names = (pupil.devices ?? []).map(({ shown }) => `“${shown}”`).join(", ");
    return `back as ${names}, look again (checked ${timeOf(pupil.checked.at)})`;
  }
  if (pupil.devices === undefined) {
    return checkWords(pupil, ended);
  }
  const inside = pupil.devices.filter(({ place }) => place === "in");
  const waiting = pupil.devices.filter(({ place }) => place === "lobby");
  const asBefore =
    inside.length === 1 && inside.every(({ settled }) => settled || pupil.checked === undefined);
  return [
    ...(inside.length === 0
      ? []
      : [asBefore ? checkWords(pupil, ended) : insideLine(inside.map(({ shown }) => shown))]),
    ...(waiting.length === 0 ? [] : [waitingLine(waiting.map(({ shown }) => shown))]),
  ]
    .filter((words) => words !== "")
    .join(", ");
};

const checkWords = (pupil: PupilRow, ended: boolean): string => {
  const others = pupil.shown.filter((name) => name !== pupil.name).map((name) => `“${name}”`);
  const named = others.length === 0 ? [] : [`as ${others.join(", ")}`];
  if (pupil.place !== "in") {
    return [PLACE_WORDS[pupil.place], ...named].join(" ");
  }
  const as = [
    ...named,
    ...(pupil.oneRoom === undefined ? [] : ["no other room, as agreed"]),
    ...(pupil.cameraOff === true ? ["camera off"] : []),
  ];
  if (pupil.checked === undefined) {
    return as.join(", ");
  }
  if (pupil.checked.namesOnly === true) {
    return [...as, `name checked ${timeOf(pupil.checked.at)}`, `adult not seen${ended ? "" : " yet"}`].join(
      ", ",
    );
  }
  const { before } = pupil.checked;
  if (before !== undefined) {
    return [
      ...as,
      `seen ${timeOf(pupil.checked.at)}, before ${before === "pause" ? "the pause" : "cameras were off"}: look again`,
    ].join(", ");
  }
  return `${pupil.checked.how === "sweep" ? "checked together" : "checked"} ${timeOf(pupil.checked.at)}`;
};

/** Names the buttons for a person whom the register does not know: a question, while staff can still answer it. */
export const unknownLabel = ({ shown, offers }: UnknownPerson): string =>
  offers.some((offer) => offer !== "remove") ? `Who is “${shown}”?` : `“${shown}”`;

/**
 * What became of a row that is no longer in its place: sorted out and as whom, or gone.
 * @param shown the name it showed; undefined for a pupil
 */
export const settledWords = (
  person: string,
  shown: string | undefined,
  pupils: readonly Pick<PupilRow, "name" | "people">[],
): string => {
  if (shown === undefined) return "No longer on the register.";
  const names = pupils.filter(({ people }) => people.includes(person)).map(({ name }) => name);
  return names.length === 0 ? `“${shown}” has left.` : `“${shown}” is ${names.join(" and ")}.`;
};
