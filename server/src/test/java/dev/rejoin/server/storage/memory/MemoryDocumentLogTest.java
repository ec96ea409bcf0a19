package dev.rejoin.server.storage.memory;

import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.DocumentLogContract;

class MemoryDocumentLogTest extends DocumentLogContract {
  @Override
  protected DocumentLog make() {
    return new MemoryDocumentLog();
  }
}
