import { ANSWERS, type Answer } from "../../protocol/families/permission.ts";
import type { AdultView } from "../../protocol/screen/families-view.ts";
import { AskFirst } from "../components/ask-first.tsx";
import { PressButton } from "../components/press-button.tsx";
import { dayOf, isNo, linkWords, PERMISSION_WORDS } from "./family-words.ts";
import { LinkNote, SentButtons } from "./link-note.tsx";
import type { ClassControl } from "./use-class.ts";

type Props = { readonly adult: AdultView; readonly family: string; readonly control: ClassControl };

const NOTED: { readonly [A in Answer]: string } = {
  given: "They told us yes",
  refused: "They told us no",
  withdrawn: "They took it back",
};

/** One adult of a family: what they answered, their link, and what staff note of both. */
export const AdultPart = ({ adult: one, family, control }: Props) => {
  const { adult, name, permission, since, toAsk, link } = one;
  const { busy, notes, press } = control;
  const note = notes.get(adult);
  const works = link?.state === "works";
  const make = (): void =>
    void press({ do: "make-link", family, adult, ...(works ? { instead: link.madeAt } : {}) });
  return (
    <section class="adult" aria-label={name}>
      <p>
        <strong>{name}</strong>:{" "}
        <span class={isNo(one) ? "refused" : ""}>
          {PERMISSION_WORDS[permission]}
          {since === undefined ? "" : ` (${dayOf(since)})`}
        </span>
        {toAsk && permission !== "not asked" ? ". The page asks again." : ""}
      </p>
      <p class="small">{linkWords(link)}</p>
      {link?.twoPlaces === true ? (
        <p class="warning">
          This link was used from two places at about the same time. Ask this adult whether it was passed on.
          A new link ends it.
        </p>
      ) : null}
      {note === undefined ? null : (
        <LinkNote text={note.text} family={family} adult={adult} control={control} />
      )}
      <div class="actions">
        {works ? (
          <>
            <AskFirst
              title="Make a new link"
              yes={`End the link of ${name}, and make a new one`}
              no="Leave it as it is"
              busy={busy}
              onYes={make}
            >
              <p>{`The link that ${name} has now ends. It opens nothing any more, even if it was sent: send ${name} the new one.`}</p>
            </AskFirst>
            <AskFirst
              title="End the link"
              yes={`End the link of ${name}`}
              no="Leave it as it is"
              busy={busy}
              onYes={() => void press({ do: "revoke", family, adult })}
            >
              <p>{`${name} cannot open the page or join a lesson through this link any more, and is told that the school has ended it. It cannot be taken back: you can make a new link.`}</p>
            </AskFirst>
          </>
        ) : (
          <PressButton busy={busy} onPress={make}>
            Make a link
          </PressButton>
        )}
      </div>
      {works && link.sent === undefined && note === undefined ? (
        <details>
          <summary>Note that the link was sent</summary>
          <SentButtons family={family} adult={adult} control={control} />
        </details>
      ) : null}
      <details>
        <summary>Note what they told the school</summary>
        <div class="actions">
          {ANSWERS.filter((answer) => answer !== permission || toAsk).map((answer) => (
            <PressButton
              key={answer}
              busy={busy}
              onPress={() => void press({ do: "note-answer", family, adult, answer })}
            >
              {NOTED[answer]}
            </PressButton>
          ))}
        </div>
      </details>
    </section>
  );
};
