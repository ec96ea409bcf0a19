const units = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** "48 kB", "1.2 MB": as people read sizes, not as machines count them. */
export function bytesWords(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  // 999.6 would be rounded to 1000: that is one of the next unit.
  if (Math.round(value) >= 1000 && power < units.length - 1) return `1 ${units[power + 1]}`;
  const digits = power > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits).replace(/\.0$/, "")} ${units[power]}`;
}
