import { useRef, useState } from "preact/hooks";
import { defined } from "../../protocol/defined.ts";
import { CHANNELS, type Channel } from "../../protocol/families/events.ts";
import { AskFirst } from "../components/ask-first.tsx";
import { PressButton } from "../components/press-button.tsx";
import { copyOrSelect } from "../copy.ts";
import { SENT_WORDS } from "./family-words.ts";
import { type Adult, linksToMake, tableOf } from "./links-to-make.ts";
import type { ClassControl } from "./use-class.ts";

/** As many as one request makes. */
const AT_ONCE = 30;

const inParts = <T,>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, n) =>
    all.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
  );

const ids = (adults: readonly Adult[]) => adults.map(({ family, adult }) => ({ family, adult }));
const links = (many: number): string => (many === 1 ? "1 link" : `${many} links`);
const adultsHave = (many: number): string => (many === 1 ? "1 adult has" : `${many} adults have`);

/** A link for each adult of the list who has none yet, by one press: to copy or print now (C2). */
export const AllLinks = ({ control }: { readonly control: ClassControl }) => {
  const { view, busy, notes, press, recover, forget } = control;
  const rows = view.families.flatMap(({ family, child, adults }) =>
    adults.flatMap(({ adult, name }) => {
      const link = notes.get(adult)?.link;
      return link === undefined ? [] : [{ family, adult, child, name, link }];
    }),
  );
  const [state, setState] = useState("");
  const [copied, setCopied] = useState("");
  const making = useRef(false);
  const table = useRef<HTMLTextAreaElement>(null);
  const { make: left, askFirst } = linksToMake(view, new Set(notes.keys()));

  const make = async (wanted: readonly Adult[]): Promise<void> => {
    if (making.current) return;
    making.current = true;
    await makeAll(wanted).finally(() => {
      making.current = false;
    });
  };
  const makeAll = async (wanted: readonly Adult[]): Promise<void> => {
    let count = 0;
    for (const part of inParts(wanted)) {
      setState(`${count} of ${wanted.length} links are made so far.`);
      const answer = await press({
        do: "make-links",
        adults: part.map(({ family, adult, instead }) => ({ family, adult, ...defined({ instead }) })),
      });
      if (answer === undefined) {
        const known = await recover();
        setState(
          known
            ? "It was broken off. All links that were made are shown below; for the others press again."
            : `It was broken off: ${count} of ${wanted.length} links are made and shown. Of the next ${part.length} this is not known: press again in a minute. Nothing was sent to anyone.`,
        );
        return;
      }
      count += answer.notes?.length ?? 0;
    }
    setState(
      count === 0
        ? "No link was made by this press. What became of each stands above."
        : `${count} of ${wanted.length} links are made. Copy or print them now.`,
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
          : `${adultsHave(left.length)} no link yet, or one that has run out.`}
      </p>
      {left.length === 0 ? null : (
        <PressButton busy={busy} onPress={() => void make(left)}>
          {`Make ${links(left.length)}`}
        </PressButton>
      )}
      {askFirst.length === 0 ? null : (
        <>
          <p>
            {`${adultsHave(askFirst.length)} a link that is noted neither as sent nor as opened. If you sent it, say so below. If its text is lost, make a new one.`}
          </p>
          <AskFirst
            title={`Make ${links(askFirst.length)} anew`}
            yes={`End ${links(askFirst.length)}, and make new ones`}
            no="Leave them as they are"
            busy={busy}
            onYes={() => void make(askFirst)}
          >
            <p>The link that each of these has now ends, and opens nothing any more, even if it was sent:</p>
            <ul>
              {askFirst.map(({ adult, child, name }) => (
                <li key={adult}>{`${name}, for ${child}`}</li>
              ))}
            </ul>
          </AskFirst>
        </>
      )}
      <p role="status" class="small">
        {state}
      </p>
      {rows.length === 0 ? null : (
        <>
          <p class="hint">
            Send each adult their own line and no other. They are shown here to you alone, for half an hour or
            until you press I have the links. A link can be ended below, one by one.
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
            <PressButton busy={busy} onPress={() => void forget()}>
              I have the links
            </PressButton>
          </div>
          <p role="status" class="small">
            {copied}
          </p>
        </>
      )}
    </section>
  );
};
