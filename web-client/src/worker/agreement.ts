/** What pages and the worker agreed on: the words they say, and the names they use. */

/** `activate`: the person wants the new version now. `started`: a page of this version is open. */
export type Word = "activate" | "started";

/** Every page holds a lock of this name and of the address of its first script, as long as it lives. */
export const PAGE_LOCK_PREFIX = "rejoin:page:";

/** The setting in which the pages leave the person's name: a worker cannot look where they keep it. */
export const AUTHOR = "author";

/** Of the background sync that pushes outboxes. */
export const SYNC_TAG = "rejoin:outboxes";
