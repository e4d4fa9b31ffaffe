import { timeZones } from "../../protocol/time/time-zone.ts";
import { Field, SelectField } from "./field.tsx";
import { NoteField } from "./note-field.tsx";
import type { PartProps } from "./part-props.ts";
import { errorOf } from "./settings-check.ts";
import { WaitingNote } from "./waiting-note.tsx";

const ZONES = timeZones();

export const SchoolFields = ({ settings, errors, waiting, onChange }: PartProps) => {
  // A time zone that was saved before stays visible, and is refused in words until another is chosen.
  const zones = ZONES.includes(settings.timeZone) ? ZONES : [settings.timeZone, ...ZONES];
  return (
    <fieldset>
      <legend>School</legend>
      <Field
        label="Name"
        error={errorOf(errors, "name")}
        value={settings.name}
        onChange={(name) => onChange({ ...settings, name })}
      />
      <SelectField
        label="Time zone"
        hint="For every time shown to people."
        error={errorOf(errors, "timeZone")}
        value={settings.timeZone}
        options={zones.map((zone) => ({ value: zone, title: zone.replaceAll("_", " ") }))}
        onChange={(timeZone) => onChange({ ...settings, timeZone })}
      />
      <Field
        label="Phone"
        hint="The school office: shown when a step fails."
        error={errorOf(errors, "phone")}
        value={settings.phone ?? ""}
        onChange={(value) => {
          const { phone: _phone, ...rest } = settings;
          onChange(value === "" ? rest : { ...rest, phone: value });
        }}
      />
      <WaitingNote of="phone" waiting={waiting} />
      <Field
        label="Mailbox for alerts"
        hint="Reminders about unanswered alerts are sent from this address. A reminder says that a message waits, and nothing else. Empty: no e-mail."
        error={errorOf(errors, "mailFrom")}
        value={settings.mailFrom ?? ""}
        onChange={(value) => {
          const { mailFrom: _mailFrom, ...rest } = settings;
          onChange(value.trim() === "" ? rest : { ...rest, mailFrom: value });
        }}
      />
      <Field
        label="Chair of governors"
        hint="Their own e-mail address, which no one at the school reads. What a parent writes about the headteacher goes there from the mailbox above, and nowhere else. Empty: the page tells parents whom to phone."
        error={errorOf(errors, "chairMail")}
        value={settings.chairMail ?? ""}
        onChange={(value) => {
          const { chairMail: _chairMail, ...rest } = settings;
          onChange(value.trim() === "" ? rest : { ...rest, chairMail: value });
        }}
      />
      <Field
        label="The local authority’s officer (LADO)"
        hint="A phone number, for parents who cannot reach the chair of governors."
        error={errorOf(errors, "lado")}
        value={settings.lado ?? ""}
        onChange={(value) => {
          const { lado: _lado, ...rest } = settings;
          onChange(value.trim() === "" ? rest : { ...rest, lado: value });
        }}
      />
      <NoteField settings={settings} errors={errors} waiting={waiting} onChange={onChange} />
    </fieldset>
  );
};
