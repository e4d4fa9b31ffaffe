import { Field } from "./field.tsx";
import type { PartProps } from "./part-props.ts";
import { errorOf } from "./settings-check.ts";

export function SchoolFields({ settings, errors, onChange }: PartProps) {
  return (
    <fieldset>
      <legend>School</legend>
      <Field
        label="Name"
        error={errorOf(errors, "name")}
        value={settings.name}
        onChange={(name) => onChange({ ...settings, name })}
      />
      <Field
        label="Time zone"
        hint="For every time shown to people."
        error={errorOf(errors, "timeZone")}
        value={settings.timeZone}
        onChange={(timeZone) => onChange({ ...settings, timeZone })}
      />
      <Field
        label="Phone"
        hint="The school office: shown wherever a step fails."
        error={errorOf(errors, "phone")}
        value={settings.phone ?? ""}
        onChange={(value) => {
          const { phone: _phone, ...rest } = settings;
          onChange(value === "" ? rest : { ...rest, phone: value });
        }}
      />
      <Field
        label="Mailbox for alerts"
        hint="Whoever takes no alert in time is written to from this address. It says that a message waits, and nothing else. Empty: no e-mail."
        error={errorOf(errors, "mailFrom")}
        value={settings.mailFrom ?? ""}
        onChange={(value) => {
          const { mailFrom: _mailFrom, ...rest } = settings;
          onChange(value.trim() === "" ? rest : { ...rest, mailFrom: value });
        }}
      />
    </fieldset>
  );
}
