import { useCallback, useEffect, useState } from "preact/hooks";
import type { Api } from "../api.ts";
import { CannotShow } from "../components/cannot-show.tsx";
import { PressButton } from "../components/press-button.tsx";
import { useAgain } from "../components/use-again.ts";
import { tellHostReady } from "../host.ts";
import { timeOf } from "../wording.ts";
import { ConcernList } from "./concern-list.tsx";
import { ConcernPage } from "./concern-page.tsx";
import { KeepingPage } from "./keeping-page.tsx";
import { LessonsNow } from "./lessons-now.tsx";
import { OwnCover } from "./own-cover.tsx";
import { PermissionAsked } from "./permission-asked.tsx";
import { Proposals } from "./proposals.tsx";
import { Recordings } from "./recordings.tsx";
import { SignOut } from "./sign-out.tsx";
import { useConcerns } from "./use-concerns.ts";
import { useKeeper } from "./use-keeper.ts";
import { useOutOfSight } from "./use-out-of-sight.ts";
import { useReference } from "./use-reference.ts";

/** Used in place of a reference: no reference has small letters. */
const KEEPING = "record";
/** Where a card about a change of who is told leads: the change is shown above the list. */
const CHANGES = "changes";

type Props = { readonly api: Api; readonly subPage: string | undefined };

/** The page of the DSL and headteacher: the concerns a person may see, and one of them opened. */
export const RecordApp = ({ api, subPage }: Props) => {
  const [blank, setBlank] = useState(false);
  const control = useConcerns(api, blank);
  const [ref, open] = useReference(subPage);
  const { isKeeper, isHead } = useKeeper(api);
  const { forget, concerns, error, knownAt } = control;
  useOutOfSight(
    useCallback(() => {
      setBlank(true);
      forget();
    }, [forget]),
  );
  useAgain(blank ? undefined : error, control.load);
  const begun = concerns !== undefined || error !== undefined;
  useEffect(() => {
    if (begun) {
      tellHostReady();
    }
  }, [begun]);

  if (blank) {
    return (
      <main class="notice">
        <h1>Out of sight</h1>
        <p>This page was out of sight for ten minutes, so it was cleared.</p>
        <PressButton onPress={() => setBlank(false)}>Show again</PressButton>
      </main>
    );
  }
  if (concerns === undefined) {
    return error === undefined ? (
      <main class="notice">
        <p role="status">Opening your concerns.</p>
      </main>
    ) : (
      <CannotShow api={api} error={error} load={control.load} />
    );
  }
  const keeping = ref === KEEPING && isKeeper;
  const chosen = concerns.find((one) => one.ref === ref);
  return (
    <div class={chosen === undefined && !keeping ? "record" : "record record-open"}>
      <ConcernList
        concerns={concerns}
        chosen={chosen?.ref}
        onOpen={open}
        waiting={
          <>
            <Proposals api={api} />
            {isKeeper ? (
              <>
                <LessonsNow api={api} />
                <Recordings api={api} />
              </>
            ) : null}
          </>
        }
        below={
          <>
            {isKeeper ? (
              <>
                <PermissionAsked api={api} />
                <OwnCover api={api} />
              </>
            ) : null}
            {isHead ? <SignOut api={api} /> : null}
          </>
        }
        pages={
          isKeeper
            ? [
                {
                  page: KEEPING,
                  title: "The school’s record",
                  hint: "Lessons, one child, inspection, signed copy",
                  open: keeping,
                },
              ]
            : []
        }
      />
      <main class="record-main">
        {error === undefined ? null : (
          <p role="status" class="not-live">
            {`As of ${timeOf(knownAt)}. ${error.say} Trying again.`}
          </p>
        )}
        {keeping ? (
          <KeepingPage api={api} isHead={isHead} onBack={() => open(undefined)} />
        ) : chosen === undefined ? (
          <p class="quiet">
            {ref === undefined || ref === CHANGES
              ? "Choose a concern."
              : "This concern does not exist, or is not for you."}
          </p>
        ) : (
          <ConcernPage
            key={chosen.ref}
            api={api}
            concern={chosen}
            control={control}
            onBack={() => open(undefined)}
          />
        )}
      </main>
    </div>
  );
};
