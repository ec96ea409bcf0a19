/** Client state, connection and document session. */
export {};
