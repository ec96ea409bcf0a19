package dev.rejoin.ot;

/** What stands beside the run of an inserted embed. Two such runs never become one. */
record Embedded(Embed embed, Attributes attributes) {}
