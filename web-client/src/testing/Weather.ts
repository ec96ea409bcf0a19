/** From the client: what it sent, and what it received. */
export type Direction = "sent" | "received";

/** How a network behaves when nobody touches it, and how it breaks. */
export interface Weather {
  /** Each message takes this long, at least and at most; none overtakes another. */
  readonly delayMillis: readonly [least: number, most: number];
  /** What was sent before a break may still arrive within so long. */
  readonly afterlifeMillis: number;
  /** A break is noticed within so long: by the client, and by the server. */
  readonly clientNoticesMillis: number;
  readonly serverNoticesMillis: number;
}

/** No delays, and whoever is cut off knows it at once. */
export const CALM: Weather = {
  delayMillis: [0, 0],
  afterlifeMillis: 0,
  clientNoticesMillis: 0,
  serverNoticesMillis: 0,
};

/** What a network may do at worst, short of breaking by itself. */
export const STORMY: Weather = {
  delayMillis: [1, 40],
  afterlifeMillis: 100,
  clientNoticesMillis: 500,
  serverNoticesMillis: 2_000,
};
