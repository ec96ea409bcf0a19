package dev.rejoin.server.transport;

import io.vertx.core.buffer.Buffer;

/**
 * The service worker of a server that wants none: takes the place of the one that a browser has,
 * removes the page that it kept, and goes. Pages that are open stay as they are, and what people
 * wrote is not in caches: it stays in any case.
 */
final class Farewell {

  /** The names of the caches begin as in the web client's {@code worker/OfflineApp.ts}. */
  static final WebFile WORKER =
      WebFile.of(
          Buffer.buffer(
              """
              self.addEventListener("install", () => self.skipWaiting());

              self.addEventListener("activate", (event) => {
                event.waitUntil(leave());
              });

              async function leave() {
                const names = await caches.keys();
                const own = names.filter((name) => name.startsWith("rejoin-app-"));
                await Promise.all(own.map((name) => caches.delete(name)));
                await self.registration.unregister();
              }
              """),
          WebFile.SCRIPT);

  private Farewell() {}
}
