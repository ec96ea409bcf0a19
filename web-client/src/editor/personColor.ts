const hexColor = /^#[0-9a-f]{6}$/i;

/**
 * A colour from the wire, or a neutral one if it is none: what others send never becomes other CSS.
 */
export function personColor(color: string): string {
  return hexColor.test(color) ? color : "#777777";
}
