/**
 * Fakes and tools for tests of the server.
 *
 * <pre>
 *   without threads:  ManualTime (clock and scheduler), ScriptedLog, FakeParticipant, Crowd
 *   over the wire:    TestServer, RawSocket (bytes), WireClient (messages)
 * </pre>
 *
 * What can be tested without threads is: nothing happens between two calls that a test did not ask
 * for. Over the wire, tests wait for a message, never for a time.
 */
package dev.rejoin.server.testing;
