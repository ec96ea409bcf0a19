/**
 * Operations and entries as JSON.
 *
 * <pre>
 *   bytes ──► StrictJson (one parser, one set of rules) ──► OperationJson ──► Operation
 *                                                    └───► EntryJson ──────► Entry
 *   bytes ◄── JsonBytes (one generator) ◄── OperationJson, EntryJson
 * </pre>
 *
 * <p>Nothing here builds a tree: tokens go straight into a reader that refuses what is not
 * canonical, and components straight out of an operation into bytes. What is JSON but no operation
 * is a value, because its sender gets an answer; what is no JSON is an exception. Everything is
 * strict, as two programs that read one message differently end with two documents.
 */
package dev.rejoin.server.codec;
