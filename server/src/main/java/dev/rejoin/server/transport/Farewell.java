package dev.rejoin.server.transport;

import io.vertx.core.buffer.Buffer;

/**
 * The service worker of a server that wants none: takes the place of the one that a browser has,
 * removes the page that it kept, and goes. Pages that are open stay as they are, and what people
 * wrote is not in caches: it stays in any case.
 *
 * <p>Liveness: it goes whatever becomes of the caches, which may be what was broken. A worker that
 * goes is there until its last page is, and a page that registers this very script meanwhile (it
 * asked another server of the same cluster) brings it back for good, activated already. Each page
 * sends a message when it has started: so it goes again.
 */
final class Farewell {

  /** The names of the caches begin as in the web client's {@code worker/OfflineApp.ts}. */
  static final WebFile WORKER =
      WebFile.of(
          Buffer.buffer(
              """
              self.addEventListener("install", () => self.skipWaiting());

              self.addEventListener("activate", (event) => event.waitUntil(leave()));

              self.addEventListener("message", (event) => event.waitUntil(leave()));

              async function leave() {
                try {
                  await removeCaches();
                } finally {
                  await self.registration.unregister();
                }
              }

              async function removeCaches() {
                const names = await caches.keys();
                const own = names.filter((name) => name.startsWith("rejoin-app-"));
                await Promise.all(own.map((name) => caches.delete(name)));
              }
              """),
          WebFile.SCRIPT);

  private Farewell() {}
}
