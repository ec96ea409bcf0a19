/**
 * How a server is told to run, and what it is bounded by.
 *
 * <pre>
 *   flags ─────────┐
 *   environment ───┼──► ConfigParser ──► ServerConfig ──► Limits ──► welcome.limits
 *   defaults ──────┘         ▲
 *   Option (one list) ───────┴──► --help, docs/configuration.md
 * </pre>
 *
 * <p>A configuration is a value that is valid once it exists. Every option is one line of one list,
 * from which the parser, the help and the documentation are made. Units stand in the names.
 */
package dev.rejoin.server.config;
