package dev.rejoin.server.blocking;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails every test in which an event loop was blocked. Found by JUnit as a service. */
public final class NoBlockedLoops implements AfterEachCallback, AfterAllCallback {

  @Override
  public void afterEach(ExtensionContext context) {
    check();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    check();
  }

  /** Fails by what was found since the last time. */
  static void check() {
    List<String> found = Sampler.SHARED.findings().take();
    if (!found.isEmpty()) {
      throw new AssertionError("an event loop was blocked: " + String.join("\n", found));
    }
  }
}
