/** Makes something the page. */
export function show(page: HTMLElement): void {
  const app = document.querySelector("#app");
  if (app === null) throw new Error("The page has no #app");
  app.replaceChildren(page);
}
