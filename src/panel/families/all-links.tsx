import { useRef, useState } from "preact/hooks";
import { CHANNELS, type Channel } from "../../protocol/families/events.ts";
import { PressButton } from "../components/press-button.tsx";
import { copyOrSelect } from "../copy.ts";
import { SENT_WORDS } from "./family-words.ts";
import { type Adult, adultsWithout, tableOf } from "./links-to-make.ts";
import type { ClassControl } from "./use-class.ts";

type Row = Adult & { readonly link: string; readonly text: string };

/** As many as one request makes. */
const AT_ONCE = 30;

const inParts = <T,>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, n) =>
    all.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
  );

const ids = (adults: readonly Adult[]) => adults.map(({ family, adult }) => ({ family, adult }));

/** A link for each adult of the list who has none yet, by one press: to copy or print now (C2). */
export const AllLinks = ({ control }: { readonly control: ClassControl }) => {
  const { view, busy, press } = control;
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [state, setState] = useState("");
  const [copied, setCopied] = useState("");
  const table = useRef<HTMLTextAreaElement>(null);
  const left = adultsWithout(view, new Set(rows.map(({ adult }) => adult)));

  const make = async (): Promise<void> => {
    const wanted = left;
    let made: readonly Row[] = [];
    for (const part of inParts(wanted)) {
      setState(`${made.length} of ${wanted.length} links are made so far.`);
      const answer = await press({ do: "make-links", adults: ids(part) });
      if (answer === undefined) {
        setState(
          `${made.length} of ${wanted.length} links are made and shown. More may have been made that no one has seen: press again, and they are made anew.`,
        );
        return;
      }
      const shown = (answer.notes ?? []).flatMap((note): readonly Row[] => {
        const adult = part.find((one) => one.adult === note.adult);
        return adult === undefined ? [] : [{ ...adult, ...note }];
      });
      made = [...made, ...shown];
      setRows((before) => [...before, ...shown]);
    }
    setState(
      `${made.length} of ${wanted.length} links are made. They are shown this once: copy or print them now.`,
    );
  };

  const sent = async (how: Channel): Promise<void> => {
    for (const part of inParts(rows))
      if ((await press({ do: "all-sent", adults: ids(part), how })) === undefined) return;
  };

  return (
    <section aria-labelledby="all-links-title" class="all-links">
      <h3 id="all-links-title">Links for all</h3>
      <p>
        {left.length === 0
          ? "No adult of this list waits for a link. Where a link was ended, a new one is made below."
          : `${left.length === 1 ? "1 adult has" : `${left.length} adults have`} no link yet, or one that was neither sent nor opened.`}
      </p>
      {left.length === 0 ? null : (
        <PressButton busy={busy} onPress={() => void make()}>
          {left.length === 1 ? "Make 1 link" : `Make ${left.length} links`}
        </PressButton>
      )}
      <p role="status" class="small">
        {state}
      </p>
      {rows.length === 0 ? null : (
        <>
          <p class="hint">
            Send each adult their own line and no other. A link can be ended below, one by one.
          </p>
          <table class="links">
            <thead>
              <tr>
                <th scope="col">Child</th>
                <th scope="col">Adult</th>
                <th scope="col">Link</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ adult, child, name, link }) => (
                <tr key={adult}>
                  <td>{child}</td>
                  <td>{name}</td>
                  <td class="link">{link}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <label class="field">
            <span>The same, to paste into a spreadsheet</span>
            <textarea ref={table} rows={4} readOnly value={tableOf(rows)} />
          </label>
          <div class="actions">
            <PressButton
              look="primary"
              onPress={() =>
                void copyOrSelect(
                  tableOf(rows),
                  table.current,
                  "Copied. Each line is for one adult alone.",
                ).then(setCopied)
              }
            >
              Copy the table
            </PressButton>
            <PressButton onPress={() => window.print()}>Print</PressButton>
            {CHANNELS.map((how) => (
              <PressButton key={how} busy={busy} onPress={() => void sent(how)}>
                {`All sent ${SENT_WORDS[how]}`}
              </PressButton>
            ))}
          </div>
          <p role="status" class="small">
            {copied}
          </p>
        </>
      )}
    </section>
  );
};
