import { ANSWERS, type Answer } from "../../protocol/families/permission.ts";
import type { AdultView } from "../../protocol/screen/families-view.ts";
import { PressButton } from "../components/press-button.tsx";
import { dayOf, isNo, linkWords, PERMISSION_WORDS } from "./family-words.ts";
import { LinkNote } from "./link-note.tsx";
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
  const { busy, note, press } = control;
  const works = link?.state === "works";
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
      {note?.adult === adult ? (
        <LinkNote text={note.text} family={family} adult={adult} control={control} />
      ) : null}
      <div class="actions">
        <PressButton busy={busy} onPress={() => void press({ do: "make-link", family, adult }, adult)}>
          {works ? "Make a new link" : "Make a link"}
        </PressButton>
        {works ? (
          <PressButton busy={busy} onPress={() => void press({ do: "revoke", family, adult })}>
            End the link
          </PressButton>
        ) : null}
      </div>
      <details>
        <summary>Note what they told the school</summary>
        <div class="actions">
          {ANSWERS.filter((answer) => answer !== permission).map((answer) => (
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
