package dev.rejoin.server.config;

import java.util.Map;

/**
 * Everything that is bounded, by name and with its unit. Reaching a limit has a code in the
 * protocol; none ends in memory. Defaults, bounds and the text of {@code --help} stand beside each.
 */
public record Limits(
    @Limit(
            text = "Longest message of a client, in bytes; more closes the socket with 1009",
            // So that an operation within the next two limits fits, whatever script it is in.
            value = 4 << 20,
            min = 1 << 10,
            max = 64 << 20,
            told = true)
        int maxMessageBytes,
    @Limit(
            text = "Most components of one operation",
            value = 100_000,
            min = 1,
            max = 10_000_000,
            told = true)
        int maxOperationComponents,
    @Limit(
            text = "Most UTF-16 units that one operation inserts",
            value = 1_000_000,
            min = 1,
            max = 50_000_000,
            told = true)
        int maxInsertLength,
    @Limit(
            text = "Longest document, in UTF-16 units",
            value = 5_000_000,
            min = 1,
            max = 50_000_000,
            told = true)
        int maxDocumentLength,
    @Limit(text = "Most attributes of one component", value = 32, min = 0, max = 1_000, told = true)
        int maxAttributes,
    @Limit(
            text = "Longest name of an attribute or embed, in UTF-16 units",
            value = 64,
            min = 1,
            max = 256,
            told = true)
        int maxAttributeNameLength,
    @Limit(
            text = "Longest text value of an attribute or embed, in UTF-16 units",
            value = 2_048,
            min = 1,
            max = 1_000_000,
            told = true)
        int maxAttributeLength,
    @Limit(text = "Most ranges of one selection", value = 100, min = 1, max = 10_000, told = true)
        int maxRanges,
    @Limit(
            text = "Most documents that one socket has open",
            value = 64,
            min = 1,
            max = 10_000,
            told = true)
        int maxDocumentsPerConnection,
    @Limit(
            text = "Operations a second that one socket may send for long",
            value = 100,
            min = 1,
            max = 1_000_000,
            told = true)
        int operationsPerSecond,
    @Limit(
            text = "Operations that one socket may send at once",
            value = 500,
            min = 1,
            max = 1_000_000,
            told = true)
        int operationsBurst,
    @Limit(
            text = "Messages of any kind a second that one socket may send for long",
            value = 200,
            min = 1,
            max = 1_000_000,
            told = true)
        int messagesPerSecond,
    @Limit(
            text =
                "Messages of any kind that one socket may send at once; more closes it with 4429",
            value = 1_000,
            min = 1,
            max = 1_000_000,
            told = true)
        int messagesBurst,
    @Limit(text = "Time that a new socket has to say hello", value = 5_000, min = 10, max = 600_000)
        int greetingTimeoutMillis,
    @Limit(
            text = "A socket that is silent for twice this long is dead",
            value = 15_000,
            min = 50,
            max = 600_000)
        int heartbeatMillis,
    @Limit(text = "Most sockets at once", value = 20_000, min = 1, max = 1_000_000)
        int maxConnections,
    @Limit(
            text = "Most requests that write over HTTP at once",
            value = 1_000,
            min = 1,
            max = 1_000_000)
        int maxWritingRequests,
    @Limit(
            text = "Time that a request that writes has, from its first byte to the answer",
            value = 60_000,
            min = 10,
            max = 600_000)
        int writingRequestMillis,
    @Limit(
            text = "Reports of clients a second that each event loop takes",
            value = 100,
            min = 1,
            max = 1_000_000)
        int clientReportsPerSecond,
    @Limit(
            text = "Most bytes waiting for one socket, and 256 a message; more closes it with 4408",
            value = 8 << 20,
            min = 64 << 10,
            max = 1 << 30)
        int maxOutboundBytes,
    @Limit(
            text = "Bytes waiting for one socket from which on it is sent folds",
            value = 256 << 10,
            min = 1 << 10,
            max = 1 << 30)
        int foldOutboundBytes,
    @Limit(text = "Most documents in memory at once", value = 10_000, min = 1, max = 1_000_000)
        int maxLoadedDocuments,
    @Limit(
            text = "Most operations that wait at one document",
            value = 2_000,
            min = 1,
            max = 1_000_000)
        int maxQueuedSubmissionsPerDocument,
    @Limit(
            text = "Most bytes of operations that wait at one document",
            value = 16 << 20,
            min = 1 << 10,
            max = 1 << 30)
        int maxQueuedSubmissionBytesPerDocument,
    @Limit(
            text = "Most entries that one document appends at once",
            value = 512,
            min = 1,
            max = 100_000)
        int maxBatchEntries,
    @Limit(
            text = "Bytes of recent log and folds that one document keeps in memory",
            value = 4 << 20,
            min = 4 << 10,
            max = 1 << 30)
        int recentLogWeightBytes,
    @Limit(
            text = "A document that nobody has open leaves memory after this long",
            value = 60_000,
            min = 0,
            max = 86_400_000)
        int idleDocumentMillis,
    @Limit(
            text = "Entries after which a document is snapshotted",
            value = 1_000,
            min = 1,
            max = 1_000_000)
        int snapshotEveryEntries,
    @Limit(
            text = "Most entries that the store holds waiting to be written",
            value = 50_000,
            min = 1,
            max = 10_000_000)
        int maxQueuedWrites,
    @Limit(
            text = "Most bytes that the store holds waiting to be written",
            value = 64 << 20,
            min = 1 << 20,
            max = 1 << 30)
        int maxQueuedWriteBytes,
    @Limit(
            text = "Time between two looks for entries older than --keep-history, in milliseconds",
            value = 3_600_000,
            min = 10,
            max = 86_400_000)
        int trimEveryMillis,
    @Limit(
            text = "Most entries that are forgotten at once",
            value = 4_096,
            min = 2,
            max = 1_000_000)
        int trimEntries,
    @Limit(text = "Most reads that wait at the store", value = 20_000, min = 1, max = 10_000_000)
        int maxQueuedReads,
    @Limit(
            text = "Most documents, entries or other things in one HTTP answer",
            value = 1_000,
            min = 1,
            max = 100_000)
        int maxPageSize) {

  /** The limits of a server that was told nothing else. */
  public static final Limits DEFAULT = LimitTable.make(Map.of());

  public Limits {
    if (foldOutboundBytes > maxOutboundBytes) {
      throw new IllegalArgumentException(
          "foldOutboundBytes is %d, over maxOutboundBytes, %d"
              .formatted(foldOutboundBytes, maxOutboundBytes));
    }
  }

  /** What the welcome tells: the limits that a client can run into, by name. */
  public Map<String, Integer> forClients() {
    return LimitTable.forClients(this);
  }

  /** These limits with another value for {@code name}, checked. */
  public Limits with(String name, int value) {
    return LimitTable.with(this, name, value);
  }
}
