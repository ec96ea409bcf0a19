/** The editor port, and one adapter for each editor. */
export {};
