package dev.rejoin.server.blocking;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;

/** Puts a watch on the event loops of every Vert.x that is made in this process. */
public final class WatchingVertx implements VertxServiceProvider {

  @Override
  public void init(VertxBootstrap bootstrap) {
    bootstrap.transport(WatchedTransport.of(bootstrap.transport(), Sampler.SHARED::watch));
  }
}
