/** The outbox: unsent edits, kept in IndexedDB. */
export {};
