import { useEffect, useRef, useState } from "preact/hooks";

type Props = { readonly shown: string; readonly onRun: (text: string) => void };

/** A window of PowerShell with the two modules: takes the lines that the set-up page and the docs have. */
export const PowerShellWindow = ({ shown, onRun }: Props) => {
  const [text, setText] = useState("");
  const window = useRef<HTMLPreElement>(null);
  useEffect(() => {
    // What it said last is in sight, as in a real one.
    if (window.current !== null) window.current.scrollTop = shown === "" ? 0 : window.current.scrollHeight;
  }, [shown]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") return;
        onRun(text);
        setText("");
      }}
    >
      <p class="admin-place">PowerShell 7 with MicrosoftTeams and Microsoft.Graph</p>
      <p>It knows the cmdlets of Lesson Guard’s set-up. Each takes effect here at once.</p>
      <pre
        ref={window}
        class="admin-shell"
        role="log"
        aria-label="PowerShell shows"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {shown === "" ? "PS>" : shown}
      </pre>
      <textarea
        aria-label="Lines to run"
        rows={6}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="press press-primary">
        Run
      </button>
    </form>
  );
};
