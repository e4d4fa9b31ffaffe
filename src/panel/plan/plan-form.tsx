import { useState } from "preact/hooks";
import { inList } from "../../protocol/screen/route-words.ts";
import { PressButton } from "../components/press-button.tsx";
import { RadioGroup } from "../components/radio-group.tsx";
import { Field, SelectField, WhenField } from "../settings/field.tsx";
import type { Plans } from "./plans.ts";
import { StaffFields } from "./staff-fields.tsx";

const KINDS = ["class", "group", "one-to-one"] as const;

export type PlanToSend = {
  readonly request: string;
  readonly kind: (typeof KINDS)[number];
  readonly title: string;
  readonly day: string;
  readonly time: string;
  readonly minutes: number;
  readonly weeklyUntil?: string;
  readonly class?: string;
  readonly staff: readonly string[];
  readonly zoom?: string;
  /** Planned all the same, at the time of another lesson. */
  readonly overlapping?: true;
};

const TEAMS = "Microsoft Teams";
const ZOOM = "Zoom";
const PLATFORMS = [TEAMS, ZOOM];

const LENGTHS = [15, 20, 30, 45, 60, 75, 90] as const;

type Props = {
  readonly known: Plans;
  readonly busy: boolean;
  readonly onPlan: (asked: PlanToSend) => void;
};

/** What kind, called what, when, with whom. */
export const PlanForm = ({ known, busy, onPlan }: Props) => {
  const { classes, colleagues, directoryAway } = known;
  // The same for each press of this form: pressed twice, it plans one lesson.
  const [request] = useState(() => crypto.randomUUID());
  const [kind, setKind] = useState<PlanToSend["kind"]>("class");
  const [title, setTitle] = useState("");
  const [day, setDay] = useState("");
  const [time, setTime] = useState("");
  const [minutes, setMinutes] = useState("45");
  const [weekly, setWeekly] = useState(false);
  const [until, setUntil] = useState("");
  const [list, setList] = useState(classes[0]?.class ?? "");
  const [staff, setStaff] = useState<readonly string[]>([]);
  const [platform, setPlatform] = useState<string>(TEAMS);
  const [address, setAddress] = useState("");
  const inZoom = platform === ZOOM;
  const missing = [
    ...(inZoom && address.trim() === "" ? ["the link"] : []),
    ...(title.trim() === "" ? ["what it is for"] : []),
    ...(day === "" ? ["the day"] : []),
    ...(time === "" ? ["the start"] : []),
    ...(weekly && until === "" ? ["the last lesson"] : []),
  ];
  const whole = missing.length === 0;
  const send = (): void =>
    onPlan({
      request,
      kind,
      title: title.trim(),
      day,
      time,
      minutes: Number(minutes),
      staff,
      ...(inZoom ? { zoom: address.trim() } : {}),
      ...(weekly ? { weeklyUntil: until } : {}),
      ...(list === "" ? {} : { class: list }),
    });
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <RadioGroup
        title="Kind"
        name="kind"
        options={KINDS}
        value={kind}
        onChange={(chosen) => setKind(KINDS.find((one) => one === chosen) ?? "class")}
      />
      <RadioGroup
        title="Held in"
        name="platform"
        options={PLATFORMS}
        value={platform}
        onChange={setPlatform}
      />
      {inZoom ? (
        <>
          <p class="hint">
            In Zoom, Lesson Guard can neither see nor set anything. It keeps the checklist, the record, and
            the way to tell the DSL and the headteacher; everything else you press in Zoom yourself.
          </p>
          <Field
            label="Link to join in Zoom"
            hint="From the invitation: https://…zoom.us/j/ and a number. Lesson Guard shows it only to families who come through their own links."
            error={undefined}
            value={address}
            onChange={setAddress}
          />
        </>
      ) : null}
      <Field
        label="What it is for"
        hint={
          inZoom
            ? "For example Year 4 maths. Write no child’s name."
            : "It is the title in the calendar, for example Year 4 maths. Write no child’s name."
        }
        error={undefined}
        value={title}
        onChange={setTitle}
      />
      <SelectField
        label="Families"
        hint={
          classes.length === 0
            ? "You keep no list yet. Make one on the page Families, or plan without."
            : kind === "one-to-one"
              ? "A one-to-one is with one child: choose a list with that child alone, or No list."
              : "The list becomes the register, and its links lead to this lesson when it is next."
        }
        error={undefined}
        value={list}
        onChange={setList}
        options={[
          ...classes.map(({ class: value, name }) => ({ value, title: name })),
          { value: "", title: "No list" },
        ]}
      />
      <WhenField type="date" label="Day" error={undefined} value={day} onChange={setDay} />
      <WhenField type="time" label="Start" error={undefined} value={time} onChange={setTime} />
      <SelectField
        label="Length"
        error={undefined}
        value={minutes}
        onChange={setMinutes}
        options={LENGTHS.map((length) => ({ value: String(length), title: `${length} minutes` }))}
      />
      <label class="tick">
        <input type="checkbox" checked={weekly} onChange={() => setWeekly(!weekly)} />
        <span>Every week at this time</span>
      </label>
      {weekly && inZoom ? (
        <p class="hint">Each week is planned as a lesson of its own, with the same link.</p>
      ) : null}
      {weekly ? (
        <WhenField type="date" label="Last lesson" error={undefined} value={until} onChange={setUntil} />
      ) : null}
      <StaffFields
        colleagues={colleagues}
        away={directoryAway === true}
        inZoom={inZoom}
        chosen={staff}
        onChange={setStaff}
      />
      <PressButton look="primary" busy={busy} off={!whole} onPress={send}>
        Plan this lesson
      </PressButton>
      {whole ? null : <p class="hint">{`Fill in ${inList(missing)}.`}</p>}
    </form>
  );
};
