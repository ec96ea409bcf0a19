/**
 * The service worker: the page opens without a network, and what was written in a tab that is gone
 * is brought to the server.
 *
 *     install ──► complete: all files of this build, or no worker
 *     activate ─► tidy: older builds go when no page of theirs is open
 *     fetch ────► the page and its files from the cache, everything else untouched
 *     message ──► the person asks for the new version; a page of this version has started
 *     sync ─────► outboxes of closed tabs to the server
 */
import { SYNC_TAG, type Word } from "./worker/agreement";
import type { AppBuild } from "./worker/AppBuild";
import { meaningOf } from "./worker/meaningOf";
import { OfflineApp } from "./worker/OfflineApp";
import { openPages } from "./worker/openPages";
import { pushLeft } from "./worker/pushLeft";
import type { WorkerScope } from "./worker/WorkerScope";

declare const __APP_BUILD__: AppBuild;

const scope = self as unknown as WorkerScope;
const app = new OfflineApp(__APP_BUILD__, {
  caches,
  fetch: (address, options) => fetch(address, options),
  openPages: () => openPages(navigator.locks),
  hasSuccessor: () => scope.registration.installing !== null || scope.registration.waiting !== null,
});

scope.addEventListener("install", (event) => event.waitUntil(app.complete()));

scope.addEventListener("activate", (event) => event.waitUntil(app.tidy()));

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  switch (meaningOf(request, scope.location.origin, (path) => app.has(path))) {
    case "page":
      return event.respondWith(app.page(request));
    case "file":
      return event.respondWith(app.file(request));
    case "others":
      return;
  }
});

scope.addEventListener("message", (event) => {
  switch (event.data as Word) {
    case "activate":
      return event.waitUntil(scope.skipWaiting());
    case "started":
      return event.waitUntil(app.complete().then(() => app.tidy()));
  }
});

scope.addEventListener("sync", (event) => {
  if (event.tag === SYNC_TAG) event.waitUntil(pushLeft(scope.location.origin));
});
