/** The algebra of operations on text: the same names and laws as in ot-core. */
export {};
