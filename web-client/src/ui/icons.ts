const drawings = {
  check: ["M4.5 10.5l3.5 3.5 7.5-8"],
  cloudOff: [
    "M5.2 6.6A4 4 0 0 0 5.5 15h8.2",
    "M8 4.6a5 5 0 0 1 7.1 4.5A3 3 0 0 1 17 14",
    "M3 3l14 14",
  ],
  copy: ["M7.5 7.5h8v8h-8z", "M12.5 7.5v-3h-8v8h3"],
  device: ["M4.5 4.5h11v8h-11z", "M2.5 15.5h15"],
  download: ["M10 3.5v8.5", "M6.5 8.5l3.5 3.5 3.5-3.5", "M4 13.5v3h12v-3"],
  link: [
    "M8.5 11.5a3 3 0 0 0 4.3 0l2.6-2.6a3 3 0 0 0-4.3-4.3L10 5.7",
    "M11.5 8.5a3 3 0 0 0-4.3 0l-2.6 2.6a3 3 0 0 0 4.3 4.3L10 14.3",
  ],
  next: ["M8 4.5l5.5 5.5L8 15.5"],
  page: ["M5.5 3h6l4 4v10h-10z", "M11.5 3v4h4", "M8 10.5h5M8 13.5h5"],
  plus: ["M10 4.5v11M4.5 10h11"],
  previous: ["M12 4.5L6.5 10l5.5 5.5"],
  review: ["M3.5 5h6v10h-6z", "M12.5 5h4v10h-4", "M5.5 8.5h2M5.5 11.5h2"],
  search: ["M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11z", "M13 13l4 4"],
  spinner: ["M10 3.5a6.5 6.5 0 1 1-6.5 6.5"],
  warning: ["M10 3.5l7.5 13h-15z", "M10 8.5v3.5", "M10 14.3v.1"],
} as const;

export type IconName = keyof typeof drawings;

const namespace = "http://www.w3.org/2000/svg";

/** A small drawing beside words that say the same: it is hidden from screen readers. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  for (const drawing of drawings[name]) {
    const path = document.createElementNS(namespace, "path");
    path.setAttribute("d", drawing);
    svg.append(path);
  }
  return svg;
}

/** The mark of Rejoin: two lines that become one. */
export function mark(): SVGSVGElement {
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 28 28");
  svg.setAttribute("aria-hidden", "true");
  const tile = document.createElementNS(namespace, "rect");
  tile.setAttribute("class", "brand-tile");
  for (const [name, value] of [
    ["width", "28"],
    ["height", "28"],
    ["rx", "7.5"],
  ] as const) {
    tile.setAttribute(name, value);
  }
  const strokes = document.createElementNS(namespace, "path");
  strokes.setAttribute("class", "brand-strokes");
  strokes.setAttribute(
    "d",
    "M6.5 8.5h3.2c2.6 0 3.2 5.5 6 5.5h5.8M6.5 19.5h3.2c2.6 0 3.2-5.5 6-5.5",
  );
  svg.append(tile, strokes);
  return svg;
}
