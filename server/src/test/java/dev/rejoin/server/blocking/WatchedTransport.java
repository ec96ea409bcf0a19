package dev.rejoin.server.blocking;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.vertx.core.spi.transport.Transport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** A transport as another one, but that its event loops tell of each of their turns. */
final class WatchedTransport {

  private WatchedTransport() {}

  static Transport of(Transport watched, Supplier<LoopTurns> turnsOfALoop) {
    IoHandlerFactory factory = factory(watched.ioHandlerFactory(), turnsOfALoop);
    return (Transport)
        Proxy.newProxyInstance(
            Transport.class.getClassLoader(),
            new Class<?>[] {Transport.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "ioHandlerFactory" -> factory;
                  case "eventLoopGroup" ->
                      new MultiThreadIoEventLoopGroup(
                          (int) arguments[1], (ThreadFactory) arguments[2], factory);
                  default -> {
                    try {
                      yield method.invoke(watched, arguments);
                    } catch (InvocationTargetException failed) {
                      throw failed.getCause();
                    }
                  }
                });
  }

  private static IoHandlerFactory factory(
      IoHandlerFactory watched, Supplier<LoopTurns> turnsOfALoop) {
    return executor -> new WatchedHandler(watched.newHandler(executor), turnsOfALoop.get());
  }

  /** Run once a turn: waits for what comes in, and handles it; then the loop runs its tasks. */
  private record WatchedHandler(IoHandler watched, LoopTurns turns) implements IoHandler {

    @Override
    public int run(IoHandlerContext context) {
      turns.next();
      return watched.run(context);
    }

    @Override
    public void initialize() {
      watched.initialize();
    }

    @Override
    public void prepareToDestroy() {
      watched.prepareToDestroy();
    }

    @Override
    public void destroy() {
      watched.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
      return watched.register(handle);
    }

    @Override
    public void wakeup() {
      watched.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
      return watched.isCompatible(handleType);
    }
  }
}
