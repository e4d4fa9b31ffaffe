import { render } from "preact";
import { Classroom } from "./components/classroom.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root element.");
root.replaceChildren();
render(<Classroom />, root);
