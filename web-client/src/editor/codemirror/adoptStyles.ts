import { StyleModule } from "style-mod";

/**
 * CodeMirror writes its rules into a `<style>` element, which `style-src 'self'` forbids. A shadow
 * root gets them as an adopted style sheet, which is allowed: scripts that may run may style. So
 * the document is shown to style-mod as if it were a shadow root.
 */
export function adoptStyles(): void {
  const mount = StyleModule.mount.bind(StyleModule);
  StyleModule.mount = (root, modules, options) => {
    mount(root === document ? adoptingRoot : root, modules, options);
  };
}

const adoptingRoot = {
  get ownerDocument() {
    return document;
  },
  get adoptedStyleSheets() {
    return document.adoptedStyleSheets;
  },
  set adoptedStyleSheets(sheets: CSSStyleSheet[]) {
    document.adoptedStyleSheets = sheets;
  },
} as unknown as ShadowRoot;
