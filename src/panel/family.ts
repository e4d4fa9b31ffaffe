// The link's own part stands behind "#", which no browser sends: a press carries it from here. Without script, it is
// pasted by hand, and the rest of the page works as it does with it.
const field = document.querySelector<HTMLInputElement>("#link");
const paste = document.querySelector<HTMLElement>(".paste");
const ready = document.querySelector<HTMLElement>(".ready");

const take = (): void => {
  const token = location.hash.slice(1);
  if (token === "" || field === null || paste === null || ready === null) return;
  field.value = token;
  paste.hidden = true;
  ready.hidden = false;
  for (const other of document.querySelectorAll<HTMLAnchorElement>("a[data-keeps-link]")) other.hash = token;
};

take();
// A link that is opened where the page stands already loads nothing anew: on another's page it begins again.
window.addEventListener("hashchange", () => {
  if (field === null) location.replace(`?lang=${document.documentElement.lang}${location.hash}`);
  else take();
});
