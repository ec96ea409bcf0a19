package dev.rejoin.server.storage.memory;

import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.TrimmingContract;

class MemoryTrimmingTest extends TrimmingContract {
  @Override
  protected DocumentLog make() {
    return new MemoryDocumentLog();
  }
}
